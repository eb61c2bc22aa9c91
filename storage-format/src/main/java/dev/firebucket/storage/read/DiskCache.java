package dev.firebucket.storage.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files of this machine by name, bounded in bytes: the least recently used is evicted first. Files
/// in use stay, even beyond the limit. Files of an earlier process are used again.
///
/// Each file's name ends with a checksum. It is compared when this process first uses the file, and
/// again when the file has changed since; a damaged file is forgotten.
final class DiskCache implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiskCache.class);
  private static final String PARTIAL = "partial-";
  private static final int CHECKSUM_DIGITS = 8;

  private final CacheDirectory directory;
  private final long maximumBytes;
  private final AtomicLong partials = new AtomicLong();
  private final Map<String, Held> files = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /// A file, and how many use it.
  private static final class Held {
    private final CachedFile file;
    private int users;

    /// Whether the cache no longer knows it: the last user takes it away.
    private boolean forgotten;

    Held(CachedFile file) {
      this.file = file;
    }
  }

  /// A file in use, until closed.
  final class Lent implements AutoCloseable {
    private final String name;
    private final Held held;
    private boolean closed;

    private Lent(String name, Held held) {
      this.name = name;
      this.held = held;
    }

    Path path() {
      return held.file.path();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        release(name, held);
      }
    }
  }

  private DiskCache(CacheDirectory directory, long maximumBytes) {
    this.directory = directory;
    this.maximumBytes = maximumBytes;
  }

  /// @param parent where the cache creates its folder
  /// @param location of the store that the files are of
  static DiskCache open(Path parent, String location, long maximumBytes) throws IOException {
    DiskCache cache = new DiskCache(CacheDirectory.open(parent, location), maximumBytes);
    cache.adopt();
    return cache;
  }

  private void adopt() throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory.folder())) {
      for (Path path : found) {
        String text = path.getFileName().toString();
        int dot = text.length() - CHECKSUM_DIGITS - 1;
        if (CacheDirectory.isLock(path)) {
          continue;
        }
        if (text.startsWith(PARTIAL)
            || dot < 1
            || text.charAt(dot) != '.'
            || !text.substring(dot + 1).matches("[0-9a-f]{8}")) {
          delete(path);
        } else {
          keep(
              text.substring(0, dot),
              CachedFile.found(path, HexFormat.fromHexDigits(text.substring(dot + 1))));
        }
      }
    }
    evict();
  }

  /// The names of all files that it holds.
  synchronized List<String> names() {
    return new ArrayList<>(files.keySet());
  }

  /// A file; empty where there is none, or where it is damaged.
  ///
  /// @throws IOException when the machine cannot tell which
  Optional<Lent> use(String name) throws IOException {
    Held held = take(name);
    if (held == null) {
      return Optional.empty();
    }
    boolean whole = false;
    try {
      whole = held.file.isWhole();
      if (!whole) {
        LOG.warn("{} in the read cache is damaged and is fetched again", name);
        forget(name, held);
      }
    } finally {
      if (!whole) {
        release(name, held);
      }
    }
    return whole ? Optional.of(new Lent(name, held)) : Optional.empty();
  }

  private synchronized @Nullable Held take(String name) {
    Held held = files.get(name);
    if (held != null) {
      held.users++;
    }
    return held;
  }

  private synchronized void forget(String name, Held held) {
    if (files.remove(name, held)) {
      bytes -= held.file.size();
      held.forgotten = true;
      deleteUnused(name, held);
    }
  }

  /// Of the same name and content another file may have come into its place.
  private void deleteUnused(String name, Held held) {
    Held now = files.get(name);
    if (held.users == 0 && (now == null || !now.file.path().equals(held.file.path()))) {
      delete(held.file.path());
    }
  }

  /// Writes a file.
  @FunctionalInterface
  interface Writing {
    /// @return false when there is nothing to write
    boolean to(Path path) throws IOException;
  }

  /// Adds a file; empty when there was nothing to write.
  ///
  /// @throws NoRoomException when the disk is full
  Optional<Lent> add(String name, Writing writing) throws IOException {
    Path partial = newFile();
    try {
      if (!write(partial, writing)) {
        return Optional.empty();
      }
      int checksum = CachedFile.checksum(partial);
      Path target = directory.folder().resolve(name + "." + HexFormat.of().toHexDigits(checksum));
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      return Optional.of(keepInUse(name, CachedFile.written(target, checksum)));
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /// Where the disk is full, what nobody uses goes, and the file is written once more.
  private boolean write(Path partial, Writing writing) throws IOException {
    try {
      return writing.to(partial);
    } catch (IOException e) {
      if (!isDiskFull(e)) {
        throw e;
      }
      Files.deleteIfExists(partial);
      evictTo(0);
      try {
        return writing.to(partial);
      } catch (IOException again) {
        throw isDiskFull(again)
            ? new NoRoomException(
                directory.folder(), directory.folder().toFile().getUsableSpace(), again)
            : again;
      }
    }
  }

  /// File systems say it in words only.
  private static boolean isDiskFull(IOException failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < CachedFile.MOST_CAUSES; depth++) {
      String text = String.valueOf(at.getMessage());
      if (text.contains("No space left on device") || text.contains("Disk quota exceeded")) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }

  private synchronized Lent keepInUse(String name, CachedFile file) {
    Held held = keep(name, file);
    held.users++;
    evict();
    return new Lent(name, held);
  }

  private synchronized Held keep(String name, CachedFile file) {
    Held known = files.get(name);
    if (known != null && known.file.path().equals(file.path())) {
      return known;
    }
    if (known != null) {
      forget(name, known);
    }
    Held held = new Held(file);
    files.put(name, held);
    bytes += file.size();
    return held;
  }

  private synchronized void release(String name, Held held) {
    held.users--;
    if (held.forgotten) {
      deleteUnused(name, held);
    }
    evict();
  }

  private synchronized void evict() {
    evictTo(maximumBytes);
  }

  private synchronized void evictTo(long most) {
    Iterator<Held> eldest = files.values().iterator();
    while (bytes > most && eldest.hasNext()) {
      Held held = eldest.next();
      if (held.users == 0) {
        eldest.remove();
        bytes -= held.file.size();
        delete(held.file.path());
      }
    }
  }

  /// Its name is that of an unfinished download: one that is left is removed by the next process.
  Path newFile() {
    return directory.folder().resolve(PARTIAL + partials.incrementAndGet());
  }

  /// Writes bytes at a place of a file.
  static void write(FileChannel file, long position, byte[] some) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(some);
    while (left.hasRemaining()) {
      file.write(left, position + left.position());
    }
  }

  /// Creates a file that must not exist yet.
  static FileChannel create(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("a file of the read cache cannot be deleted: {}", e.toString());
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
