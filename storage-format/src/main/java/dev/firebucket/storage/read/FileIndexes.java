package dev.firebucket.storage.read;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.ObjectPart;
import dev.firebucket.storage.object.ObjectReplacedException;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.UnknownVersionException;
import dev.firebucket.storage.parquet.ByteRange;
import dev.firebucket.storage.parquet.FileSeal;
import dev.firebucket.storage.parquet.RowGroupIndex;
import dev.firebucket.storage.parquet.SeriesTail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The indexes of a bucket's compacted files, and the parts of series files that were needed, both
/// fetched by range and bounded in bytes.
///
/// Where a series file has no index, a damaged one or one of another version, the footer of the
/// samples file stands in.
final class FileIndexes {
  private static final Logger LOG = LoggerFactory.getLogger(FileIndexes.class);

  /// Up to this size a series file is fetched whole: a request less.
  private static final long SMALL_BYTES = 64 << 10;

  /// How much of the end of a samples file is fetched to find its footer.
  private static final int FOOTER_BYTES = 64 << 10;

  /// Of a Parquet file: length of the footer, magic number.
  private static final int END_BYTES = 8;

  /// How often an object may be replaced under a reader.
  private static final int LOOKS = 3;

  private final ObjectStore store;
  private final long maximumBytes;
  private final KeyedLocks locks = new KeyedLocks();
  private final Map<String, FileIndex> indexes = new LinkedHashMap<>(64, 0.75f, true);
  private final AtomicBoolean saidUnknown = new AtomicBoolean();
  private long bytes;
  private volatile SeriesCache series;

  /// @param series takes the parts of series files
  /// @param maximumBytes about how much memory indexes may use
  FileIndexes(ObjectStore store, SeriesCache series, long maximumBytes) {
    this.store = store;
    this.series = series;
    this.maximumBytes = maximumBytes;
  }

  /// Says which cache takes the parts of series files from now on.
  void fill(SeriesCache other) {
    series = other;
  }

  /// The index of a compacted file; empty when its objects are gone.
  Optional<FileIndex> of(StoredFile file) throws IOException {
    FileIndex known = get(file.key());
    if (known != null) {
      return Optional.of(known);
    }
    return locks.with(
        file.key(),
        () -> {
          FileIndex meanwhile = get(file.key());
          if (meanwhile != null) {
            return Optional.of(meanwhile);
          }
          Optional<FileIndex> loaded = load(file);
          // A damaged series object is looked at again: it may be restored.
          loaded.filter(index -> index.damage() == null).ifPresent(one -> put(file.key(), one));
          return loaded;
        });
  }

  /// Something that takes an index, empty where the object is gone.
  @FunctionalInterface
  interface Reading<T> {
    Optional<T> of(FileIndex index) throws IOException;
  }

  /// Reads by the index of a file; again by a new one where an object has another version than the
  /// index is of: it was restored, or copied back.
  ///
  /// @return empty when an object of the file is gone
  <T> Optional<T> with(StoredFile file, Reading<T> reading) throws IOException {
    for (int look = 1; ; look++) {
      Optional<FileIndex> index = of(file);
      if (index.isEmpty()) {
        return Optional.empty();
      }
      try {
        return reading.of(index.get());
      } catch (ObjectReplacedException e) {
        forget(file.key(), index.get());
        if (look == LOOKS) {
          throw e;
        }
      }
    }
  }

  private synchronized void forget(String key, FileIndex index) {
    if (indexes.remove(key, index)) {
      bytes -= index.weight();
    }
  }

  private synchronized @Nullable FileIndex get(String key) {
    return indexes.get(key);
  }

  private synchronized void put(String key, FileIndex index) {
    FileIndex before = indexes.put(key, index);
    bytes += index.weight() - (before == null ? 0 : before.weight());
    var eldest = indexes.entrySet().iterator();
    while (bytes > maximumBytes && indexes.size() > 1) {
      bytes -= eldest.next().getValue().weight();
      eldest.remove();
    }
  }

  private Optional<FileIndex> load(StoredFile file) throws IOException {
    if (file.indexBytes() <= 0) {
      return ofFooter(file, null);
    }
    String key = StorageLayout.seriesKey(file.key());
    long from = file.seriesBytes() <= SMALL_BYTES ? 0 : file.seriesBytes() - file.indexBytes();
    try {
      Optional<ObjectPart> part =
          store.range(key, from, Math.toIntExact(file.seriesBytes() - from), "");
      return part.isPresent()
          ? Optional.of(ofSeriesFile(file, part.get(), from))
          : ofFooter(file, new Damage(key, "it is missing though the catalog lists its samples"));
    } catch (UnknownVersionException e) {
      standingIn(key, e);
      return ofFooter(file, null);
    } catch (BadBytesException e) {
      return ofFooter(file, new Damage(key, String.valueOf(e.getMessage())));
    }
  }

  /// Said once: all files of another version are alike.
  private void standingIn(String key, UnknownVersionException other) {
    if (saidUnknown.compareAndSet(false, true)) {
      LOG.warn(
          "'{}': {}. The footer of the samples file stands in, here and wherever else it is so",
          key,
          other.getMessage());
    }
  }

  private FileIndex ofSeriesFile(StoredFile file, ObjectPart part, long from) throws IOException {
    byte[] all = part.bytes();
    SeriesTail tail =
        SeriesTail.read(
            Arrays.copyOfRange(all, all.length - Math.toIntExact(file.indexBytes()), all.length));
    if (tail.index().fileBytes() != file.bytes()) {
      throw new BadBytesException(
          "it is of a samples object of %d bytes, not of %d"
              .formatted(tail.index().fileBytes(), file.bytes()));
    }
    if (from == 0) {
      for (int one = 0; one < tail.parts(); one++) {
        var _ = series.put(name(file, one), tail.read(one, all, 0));
      }
    }
    return new FileIndex(tail.index(), "", tail, part.version(), null);
  }

  /// @param damage why the series object is not used; null where it has no index
  private Optional<FileIndex> ofFooter(StoredFile file, @Nullable Damage damage)
      throws IOException {
    try {
      Optional<ObjectPart> end = end(file, (int) Math.min(FOOTER_BYTES, file.bytes()), "");
      if (end.isEmpty()) {
        return Optional.empty();
      }
      int needed = footerBytes(file, end.get().bytes()) + FileSeal.BYTES;
      if (needed > end.get().bytes().length) {
        end = end(file, (int) Math.min(needed, file.bytes()), end.get().version());
      }
      return end.isEmpty() ? Optional.empty() : Optional.of(ofFooter(file, end.get(), damage));
    } catch (BadBytesException e) {
      throw DamagedObjectException.of(file.key(), e);
    }
  }

  private Optional<ObjectPart> end(StoredFile file, int length, String version) throws IOException {
    if (length < END_BYTES) {
      throw new BadBytesException("it is no Parquet file: it has " + length + " bytes");
    }
    return store.range(file.key(), file.bytes() - length, length, version);
  }

  /// How many bytes the footer and what is behind it take.
  private static int footerBytes(StoredFile file, byte[] end) throws IOException {
    int footer = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt(end.length - END_BYTES);
    if (footer < 0 || footer > file.bytes() - END_BYTES) {
      throw new BadBytesException("it is no Parquet file: it does not end with a footer");
    }
    return footer + END_BYTES;
  }

  private static FileIndex ofFooter(StoredFile file, ObjectPart part, @Nullable Damage damage)
      throws IOException {
    byte[] end = part.bytes();
    int from = end.length - footerBytes(file, end);
    var _ = FileSeal.requireFooter(end, from);
    RowGroupIndex index =
        RowGroupIndex.ofFooter(Arrays.copyOfRange(end, from, end.length - END_BYTES), file.bytes());
    return new FileIndex(index, part.version(), null, "", damage);
  }

  private static String name(StoredFile file, int part) {
    return file.key() + "#" + part;
  }

  /// The series of some metrics in a file, and perhaps others.
  ///
  /// @param known takes the parts, and numbers their series
  /// @param metrics names; empty for all series
  /// @param index of the file, with an end of its series file
  /// @throws ObjectGoneException when the series object is gone
  KnownSeries series(
      SeriesCache known, StoredFile file, FileIndex index, SeriesTail tail, Set<String> metrics)
      throws IOException {
    BitSet wanted = metrics.isEmpty() ? all(tail) : tail.partsOf(metrics);
    return locks.with(
        file.key() + "#",
        () -> {
          List<FileSeries> parts = new ArrayList<>();
          BitSet missing = new BitSet();
          for (int part = wanted.nextSetBit(0); part >= 0; part = wanted.nextSetBit(part + 1)) {
            Optional<FileSeries> one = known.get(name(file, part));
            one.ifPresent(parts::add);
            missing.set(part, one.isEmpty());
          }
          for (int from = missing.nextSetBit(0); from >= 0; ) {
            int to = missing.nextClearBit(from);
            parts.addAll(fetch(known, file, index, tail, from, to));
            from = missing.nextSetBit(to);
          }
          return new PartedSeries(Math.toIntExact(tail.series()), parts);
        });
  }

  private static BitSet all(SeriesTail tail) {
    BitSet all = new BitSet();
    all.set(0, tail.parts());
    return all;
  }

  /// Fetches parts that are next to each other.
  private List<FileSeries> fetch(
      SeriesCache known, StoredFile file, FileIndex index, SeriesTail tail, int from, int to)
      throws IOException {
    ByteRange first = tail.range(from);
    ByteRange last = tail.range(to - 1);
    String key = StorageLayout.seriesKey(file.key());
    ObjectPart bytes =
        store
            .range(
                key,
                first.offset(),
                Math.toIntExact(last.end() - first.offset()),
                index.seriesVersion())
            .orElseThrow(() -> new ObjectGoneException(key));
    List<FileSeries> parts = new ArrayList<>();
    for (int part = from; part < to; part++) {
      parts.add(known.put(name(file, part), tail.read(part, bytes.bytes(), first.offset())));
    }
    return parts;
  }
}
