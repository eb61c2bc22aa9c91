package dev.firebucket.storage.read;

import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.FanOut;
import dev.firebucket.storage.object.ObjectPart;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ReadPermits;
import dev.firebucket.storage.parquet.ByteRange;
import dev.firebucket.storage.parquet.RowGroupIndex;
import dev.firebucket.storage.parquet.SamplesSlice;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Row groups of samples objects as small files: what a query lacks of an object becomes one more
/// file of it. No row group of an object stands in two of them, so that no sample is read twice.
final class SliceCache {
  /// So many pieces are held in memory at the same time, at 4 MiB at most each.
  private static final int PIECES_AT_ONCE = 16;

  /// A damaged piece may have been damaged on its way.
  private static final int TRIES = 2;

  private final ObjectStore store;
  private final DiskCache disk;
  private final KnownDamage damage;
  private final ReadPermits permits = new ReadPermits(PIECES_AT_ONCE);

  private final KeyedLocks locks = new KeyedLocks();

  /// By key of the object, whose lock guards the list.
  private final Map<String, List<RowGroups>> slices = new ConcurrentHashMap<>();

  private SliceCache(ObjectStore store, DiskCache disk, KnownDamage damage) {
    this.store = store;
    this.disk = disk;
    this.damage = damage;
  }

  static SliceCache over(ObjectStore store, DiskCache disk, KnownDamage damage) {
    SliceCache cache = new SliceCache(store, disk, damage);
    for (String name : disk.names()) {
      RowGroups.ofName(name)
          .ifPresent(found -> cache.ofObject(RowGroups.objectOf(name)).add(found));
    }
    return cache;
  }

  private List<RowGroups> ofObject(String name) {
    return slices.computeIfAbsent(name, any -> new ArrayList<>());
  }

  private static BitSet wanted(RowGroupIndex index, WantedRows rows) {
    return index.wanted(rows.series(), rows.fromMillis(), rows.toMillis());
  }

  /// What fetching some rows takes where nothing is cached.
  static FileOutline.Reading reading(RowGroupIndex index, WantedRows rows) throws IOException {
    BitSet wanted = wanted(index, rows);
    if (wanted.isEmpty()) {
      return new FileOutline.Reading(0, 0);
    }
    SamplesSlice slice = SamplesSlice.of(index, wanted);
    return new FileOutline.Reading(slice.fetchedBytes(), slice.ranges().size());
  }

  /// The files that hold some rows of an object, kept until closed; empty if the object is gone.
  Optional<LocalFiles.Opened> open(String key, FileIndex index, WantedRows rows)
      throws IOException {
    String object = FileCache.name(key);
    BitSet missing = wanted(index.rowGroups(), rows);
    List<DiskCache.Lent> used = new ArrayList<>();
    boolean done = false;
    try {
      if (!locks.with(object, () -> useAll(key, index, missing, used))) {
        return Optional.empty();
      }
      done = true;
      return Optional.of(
          new LocalFiles.Opened(
              used.stream().map(DiskCache.Lent::path).toList(),
              false,
              () -> used.forEach(DiskCache.Lent::close)));
    } finally {
      if (!done) {
        used.forEach(DiskCache.Lent::close);
      }
    }
  }

  /// Takes what is there, and fetches the rest.
  ///
  /// @return false when the object is gone
  private boolean useAll(String key, FileIndex index, BitSet missing, List<DiskCache.Lent> used)
      throws IOException {
    String object = FileCache.name(key);
    List<RowGroups> known = ofObject(object);
    useKnown(object, known, missing, used);
    if (missing.isEmpty()) {
      return true;
    }
    RowGroups slice = new RowGroups(missing);
    Optional<DiskCache.Lent> fetched =
        disk.add(slice.nameOf(object), path -> fetch(key, index, missing, path));
    fetched.ifPresent(
        file -> {
          known.add(slice);
          used.add(file);
        });
    return fetched.isPresent();
  }

  /// Takes what is there of the wanted row groups, and forgets what is gone.
  private void useKnown(
      String object, List<RowGroups> known, BitSet missing, List<DiskCache.Lent> used)
      throws IOException {
    for (RowGroups slice : List.copyOf(known)) {
      if (slice.places().intersects(missing)) {
        Optional<DiskCache.Lent> there = disk.use(slice.nameOf(object));
        if (there.isPresent()) {
          missing.andNot(slice.places());
          used.add(there.get());
        } else {
          known.remove(slice);
        }
      }
    }
  }

  private boolean fetch(String key, FileIndex index, BitSet rowGroups, Path path)
      throws IOException {
    SamplesSlice slice = SamplesSlice.of(index.rowGroups(), rowGroups);
    damage.requireNoneIn(key, () -> StoredVersion.of(store, key), slice::holdsAny);
    try (FileChannel file = DiskCache.create(path)) {
      DiskCache.write(file, 0, SamplesSlice.begin());
      List<ByteRange> ranges = slice.ranges();
      List<Boolean> there =
          FanOut.map(
              IntStream.range(0, ranges.size()).boxed().toList(),
              piece -> fetch(key, index.samplesVersion(), slice, piece, ranges.get(piece), file));
      DiskCache.write(file, slice.endPosition(), slice.end());
      return !there.contains(false);
    }
  }

  private boolean fetch(
      String key, String version, SamplesSlice slice, int piece, ByteRange range, FileChannel file)
      throws IOException {
    try (ReadPermits.Turn _ = permits.take()) {
      for (int attempt = 1; ; attempt++) {
        Optional<ObjectPart> part = store.range(key, range.offset(), range.length(), version);
        if (part.isEmpty()) {
          return false;
        }
        SamplesSlice.DamagedChunk damaged = slice.damaged(piece, part.get().bytes());
        if (damaged == null) {
          DiskCache.write(file, slice.position(piece), part.get().bytes());
          return true;
        }
        if (attempt == TRIES) {
          BadBytesException bad = damaged.asException();
          damage.remember(key, part.get().version(), damaged.range(), bad);
          throw bad;
        }
      }
    }
  }
}
