package dev.firebucket.storage.read;

import dev.firebucket.storage.object.ObjectStore;
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

  private final ObjectStore store;
  private final DiskCache disk;
  private final FileIndexes indexes;
  private final SliceCache slices;
  private final KeyedLocks fetching = new KeyedLocks();

  private FileCache(ObjectStore store, DiskCache disk, FileIndexes indexes) {
    this.store = store;
    this.disk = disk;
    this.indexes = indexes;
    this.slices = SliceCache.over(store, disk);
  }

  /// @param parent where the cache creates its folder
  static FileCache open(ObjectStore store, Path parent, long maximumBytes, FileIndexes indexes)
      throws IOException {
    return new FileCache(store, DiskCache.open(parent, store.location(), maximumBytes), indexes);
  }

  static String name(String key) {
    return key.replace('/', '~');
  }

  @Override
  public Optional<Path> acquire(String key) throws IOException {
    String name = name(key);
    Optional<Path> known = disk.use(name);
    if (known.isPresent()) {
      return known;
    }
    return fetching.with(
        name,
        () -> {
          Optional<Path> meanwhile = disk.use(name);
          return meanwhile.isPresent()
              ? meanwhile
              : disk.add(name, path -> store.download(key, path));
        });
  }

  @Override
  public Optional<Opened> open(StoredFile file, WantedRows rows) throws IOException {
    if (isWhole(file)) {
      return acquire(file.key()).map(path -> new Opened(List.of(path), () -> release(file.key())));
    }
    Optional<FileIndex> index = indexes.of(file);
    return index.isEmpty() ? Optional.empty() : slices.open(file.key(), index.get(), rows);
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
      var _ =
          disk.add(
              name(key),
              path -> Files.write(path, body, StandardOpenOption.CREATE_NEW).equals(path));
      disk.release(name(key));
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
  public void release(String key) {
    disk.release(name(key));
  }

  @Override
  public void close() {
    disk.close();
  }
}
