package dev.firebucket.storage.read;

import dev.firebucket.storage.parquet.SeriesSpan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The series of files, by key, bounded in bytes: the least recently used is evicted first. Files
/// never change, so no entry is ever outdated.
///
/// Compaction replaces the files of the tail all the time, and series come and go: from time to
/// time, what is only of files that are gone must be forgotten ([#ofFilesThatAreThere]).
final class SeriesCache {
  /// So little is not worth looking through.
  private static final int FEW_FILES = 500;

  private static final int FEW_SERIES = 10_000;

  /// A series without a known file may be of one that compaction has just written: for so long at
  /// least its number still says that it came before others.
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final SeriesIndex index;
  private final Map<String, FileSeries> files = new LinkedHashMap<>(64, 0.75f, true);
  private final long maximumBytes;

  /// The series of files that came or went since some time, and in the time before.
  private BitSet seen = new BitSet();

  private BitSet seenBefore = new BitSet();
  private Instant seenSince;
  private long bytes;
  private int manyFiles = FEW_FILES;

  SeriesCache(long maximumBytes, Instant now) {
    this(maximumBytes, new SeriesIndex(), now);
  }

  private SeriesCache(long maximumBytes, SeriesIndex index, Instant now) {
    this.maximumBytes = maximumBytes;
    this.index = index;
    this.seenSince = now;
  }

  /// Whether it is time to look which files are still there.
  synchronized boolean isDue(Instant now) {
    return files.size() > manyFiles || isOver(now);
  }

  private boolean isOver(Instant now) {
    return !now.isBefore(seenSince.plus(REMEMBERED));
  }

  /// Forgets the files that are gone, and after a while their series.
  ///
  /// @param isThere says it of an object's key
  /// @return this, or where most series went, another one with an index of its own: numbers of
  ///   series mean nothing there, so whoever holds any goes on with this one
  synchronized SeriesCache ofFilesThatAreThere(Predicate<String> isThere, Instant now) {
    if (isOver(now)) {
      seenBefore = seen;
      seen = new BitSet();
      seenSince = now;
    }
    BitSet live = new BitSet();
    bytes = 0;
    for (var known = files.entrySet().iterator(); known.hasNext(); ) {
      Map.Entry<String, FileSeries> file = known.next();
      if (isThere.test(keyOf(file.getKey()))) {
        file.getValue().addAllTo(live);
        bytes += file.getValue().weight();
      } else {
        file.getValue().addAllTo(seen);
        known.remove();
      }
    }
    manyFiles = FEW_FILES + 2 * files.size();
    live.or(seen);
    live.or(seenBefore);
    return index.size() > FEW_SERIES && live.cardinality() <= index.size() / 2
        ? withOnly(live)
        : this;
  }

  private SeriesCache withOnly(BitSet live) {
    int[] moved = new int[live.length()];
    int next = 0;
    for (int number = live.nextSetBit(0); number >= 0; number = live.nextSetBit(number + 1)) {
      moved[number] = next++;
    }
    SeriesCache fewer = new SeriesCache(maximumBytes, index.only(live), seenSince);
    files.forEach((name, file) -> fewer.keep(name, file.in(fewer.index, moved)));
    fewer.manyFiles = manyFiles;
    fewer.seen = FileSeries.moved(seen, moved);
    fewer.seenBefore = FileSeries.moved(seenBefore, moved);
    return fewer;
  }

  /// The object of which something is cached: behind a `#` stands which part.
  private static String keyOf(String name) {
    int part = name.indexOf('#');
    return part < 0 ? name : name.substring(0, part);
  }

  /// Reads the series of a file that is not cached.
  @FunctionalInterface
  interface Loader {
    List<SeriesSpan> load() throws IOException;
  }

  SeriesIndex index() {
    return index;
  }

  synchronized Optional<FileSeries> get(String key) {
    return Optional.ofNullable(files.get(key));
  }

  FileSeries get(String key, Loader loader) throws IOException {
    Optional<FileSeries> known = get(key);
    if (known.isPresent()) {
      return known.get();
    }
    return put(key, loader.load());
  }

  FileSeries put(String key, List<SeriesSpan> spans) {
    FileSeries added = FileSeries.of(index, spans);
    keep(key, added);
    return added;
  }

  private synchronized void keep(String key, FileSeries added) {
    FileSeries before = files.put(key, added);
    added.addAllTo(seen);
    bytes += added.weight() - (before == null ? 0 : before.weight());
    var eldest = files.entrySet().iterator();
    while (bytes > maximumBytes && files.size() > 1) {
      bytes -= eldest.next().getValue().weight();
      eldest.remove();
    }
  }
}
