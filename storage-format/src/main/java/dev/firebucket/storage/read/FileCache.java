package dev.firebucket.storage.read;

import dev.firebucket.storage.object.ObjectStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Objects of a bucket as files of this machine, downloaded when first needed, bounded in bytes:
/// the least recently used is evicted first. Files in use stay, even beyond the limit.
///
/// Objects never change, so a file is never outdated; files of an earlier process are used again.
final class FileCache implements LocalFiles {
  private static final Logger LOG = LoggerFactory.getLogger(FileCache.class);
  private static final String PARTIAL = "partial-";

  private final ObjectStore store;
  private final CacheDirectory directory;
  private final long maximumBytes;
  private final AtomicLong partials = new AtomicLong();
  private final Map<String, Held> files = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, Object> fetching = new ConcurrentHashMap<>();
  private long bytes;

  /// A file, and how many use it.
  private static final class Held {
    private final Path path;
    private final long size;
    private int users;

    Held(Path path, long size) {
      this.path = path;
      this.size = size;
    }
  }

  private FileCache(ObjectStore store, CacheDirectory directory, long maximumBytes) {
    this.store = store;
    this.directory = directory;
    this.maximumBytes = maximumBytes;
  }

  /// @param parent where the cache creates its folder
  static FileCache open(ObjectStore store, Path parent, long maximumBytes) throws IOException {
    FileCache cache =
        new FileCache(store, CacheDirectory.open(parent, store.location()), maximumBytes);
    cache.adopt();
    return cache;
  }

  private void adopt() throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory.folder())) {
      for (Path file : found) {
        String name = file.getFileName().toString();
        if (name.startsWith(PARTIAL)) {
          Files.deleteIfExists(file);
        } else if (!CacheDirectory.isLock(file)) {
          keep(name, file);
        }
      }
    }
  }

  private static String name(String key) {
    return key.replace('/', '~');
  }

  @Override
  public Optional<Path> acquire(String key) throws IOException {
    String name = name(key);
    Optional<Path> known = use(name);
    if (known.isPresent()) {
      return known;
    }
    Object lock = fetching.computeIfAbsent(name, any -> new Object());
    try {
      synchronized (lock) {
        Optional<Path> meanwhile = use(name);
        return meanwhile.isPresent() ? meanwhile : fetch(key, name);
      }
    } finally {
      fetching.remove(name, lock);
    }
  }

  private Optional<Path> fetch(String key, String name) throws IOException {
    Path partial = newFile();
    try {
      if (!store.download(key, partial)) {
        return Optional.empty();
      }
      Path target = directory.folder().resolve(name);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      return Optional.of(keepInUse(name, target));
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private synchronized Optional<Path> use(String name) {
    Held held = files.get(name);
    if (held == null) {
      return Optional.empty();
    }
    held.users++;
    return Optional.of(held.path);
  }

  private synchronized Path keepInUse(String name, Path path) throws IOException {
    Held held = keep(name, path);
    held.users++;
    evict();
    return held.path;
  }

  private synchronized Held keep(String name, Path path) throws IOException {
    Held known = files.get(name);
    if (known != null) {
      return known;
    }
    Held held = new Held(path, Files.size(path));
    files.put(name, held);
    bytes += held.size;
    return held;
  }

  private void evict() {
    Iterator<Held> eldest = files.values().iterator();
    while (bytes > maximumBytes && eldest.hasNext()) {
      Held held = eldest.next();
      if (held.users == 0) {
        eldest.remove();
        bytes -= held.size;
        delete(held.path);
      }
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("a file of the read cache cannot be deleted: {}", e.toString());
    }
  }

  @Override
  public void keep(String key, byte[] body) {
    Path partial = newFile();
    try {
      Files.write(partial, body, StandardOpenOption.CREATE_NEW);
      Path target = directory.folder().resolve(name(key));
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      keep(name(key), target);
      synchronized (this) {
        evict();
      }
    } catch (IOException e) {
      LOG.warn("{} is not kept in the read cache: {}", key, e.toString());
      delete(partial);
    }
  }

  /// Its name is that of an unfinished download: one that is left is removed by the next process.
  @Override
  public Path newFile() {
    return directory.folder().resolve(PARTIAL + partials.incrementAndGet());
  }

  @Override
  public void discard(Path file) {
    delete(file);
  }

  @Override
  public synchronized void release(String key) {
    Held held = files.get(name(key));
    if (held != null && held.users > 0) {
      held.users--;
      evict();
    }
  }

  @Override
  public void close() {
    try {
      directory.close();
    } catch (IOException e) {
      LOG.warn("the lock of the read cache cannot be released: {}", e.toString());
    }
  }
}
