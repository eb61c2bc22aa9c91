package dev.firebucket.storage.read;

import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.parquet.SeriesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Objects of a bucket as files of this machine, fetched when first needed: fresh objects and small
/// ones whole, of large ones the row groups that are wanted.
///
/// Objects never change, so a file is never outdated; files of an earlier process are used again.
final class FileCache implements LocalFiles {
  private static final Logger LOG = LoggerFactory.getLogger(FileCache.class);

  /// Up to this size an object is fetched whole.
  private static final long SMALL_BYTES = 128 << 10;

  private static final int TRIES = 2;

  private final ObjectStore store;
  private final DiskCache disk;
  private final FileIndexes indexes;
  private final SliceCache slices;
  private final KnownDamage damage;
  private final KeyedLocks fetching = new KeyedLocks();

  private FileCache(ObjectStore store, DiskCache disk, FileIndexes indexes, KnownDamage damage) {
    this.store = store;
    this.disk = disk;
    this.indexes = indexes;
    this.damage = damage;
    this.slices = SliceCache.over(store, disk, damage);
  }

  /// @param parent where the cache creates its folder
  static FileCache open(
      ObjectStore store, Path parent, long maximumBytes, FileIndexes indexes, KnownDamage damage)
      throws IOException {
    return new FileCache(
        store, DiskCache.open(parent, store.location(), maximumBytes), indexes, damage);
  }

  static String name(String key) {
    return key.replace('/', '~');
  }

  @Override
  public Optional<Opened> acquireSeries(String key) throws IOException {
    return acquire(key, SeriesFile::requireWhole);
  }

  @Override
  public Optional<Opened> acquireWhole(StoredFile file) throws IOException {
    try {
      return acquire(file.key(), file::requireWhole);
    } catch (BadBytesException e) {
      throw DamagedObjectException.of(file.key(), e);
    }
  }

  /// Looks at a file.
  @FunctionalInterface
  private interface Check {
    /// @throws IOException what is wrong with it
    void of(Path path) throws IOException;
  }

  private Optional<Opened> acquire(String key, Check check) throws IOException {
    String name = name(key);
    Optional<DiskCache.Lent> known = disk.use(name);
    if (known.isPresent()) {
      return known.map(FileCache::opened);
    }
    return fetching
        .with(
            name,
            () -> {
              Optional<DiskCache.Lent> meanwhile = disk.use(name);
              return meanwhile.isPresent()
                  ? meanwhile
                  : disk.add(name, path -> download(key, path, check));
            })
        .map(FileCache::opened);
  }

  private static Opened opened(DiskCache.Lent lent) {
    return new Opened(List.of(lent.path()), true, lent::close);
  }

  /// What is damaged may have been damaged on its way.
  private boolean download(String key, Path path, Check check) throws IOException {
    damage.requireNone(key, () -> StoredVersion.of(store, key));
    String version = "";
    for (int attempt = 1; ; attempt++) {
      if (!store.download(key, path)) {
        return false;
      }
      try {
        check.of(path);
        return true;
      } catch (BadBytesException e) {
        String now = StoredVersion.of(store, key);
        if (attempt == TRIES) {
          // What was fetched last is of this version where it was so before and after.
          if (now.equals(version)) {
            damage.remember(key, now, null, e);
          }
          throw e;
        }
        version = now;
        Files.delete(path);
      }
    }
  }

  @Override
  public Optional<Opened> open(StoredFile file, WantedRows rows) throws IOException {
    if (isWhole(file)) {
      return acquireWhole(file);
    }
    try {
      return indexes.with(file, index -> slices.open(file.key(), index, rows));
    } catch (BadBytesException e) {
      throw DamagedObjectException.of(file.key(), e);
    }
  }

  private static boolean isWhole(StoredFile file) {
    return !file.compacted() || file.bytes() <= SMALL_BYTES;
  }

  @Override
  public FileOutline.Reading reading(StoredFile file, WantedRows rows, double share)
      throws IOException {
    return isWhole(file)
        ? new FileOutline.Reading(file.bytes(), 1)
        : SliceCache.reading(
            indexes.of(file).orElseThrow(() -> new ObjectGoneException(file.key())).rowGroups(),
            rows);
  }

  @Override
  public void keep(String key, byte[] body) {
    try {
      disk.add(
              name(key),
              path -> Files.write(path, body, StandardOpenOption.CREATE_NEW).equals(path))
          .ifPresent(DiskCache.Lent::close);
    } catch (IOException e) {
      LOG.warn("{} is not kept in the read cache: {}", key, e.toString());
    }
  }

  @Override
  public Path newFile() {
    return disk.newFile();
  }

  @Override
  public void discard(Path file) {
    DiskCache.delete(file);
  }

  @Override
  public void close() {
    disk.close();
  }
}
