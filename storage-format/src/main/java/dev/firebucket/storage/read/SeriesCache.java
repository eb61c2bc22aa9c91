package dev.firebucket.storage.read;

import dev.firebucket.storage.parquet.SeriesSpan;
import java.io.IOException;
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

  private final SeriesIndex index;
  private final Map<String, FileSeries> files = new LinkedHashMap<>(64, 0.75f, true);
  private final long maximumBytes;
  private long bytes;
  private int manyFiles;
  private int manySeries;

  SeriesCache(long maximumBytes) {
    this(maximumBytes, new SeriesIndex());
  }

  private SeriesCache(long maximumBytes, SeriesIndex index) {
    this.maximumBytes = maximumBytes;
    this.index = index;
    growFromHere();
  }

  private void growFromHere() {
    manyFiles = FEW_FILES + 2 * files.size();
    manySeries = FEW_SERIES + 2 * index.size();
  }

  /// Whether it has doubled since it was last looked through.
  synchronized boolean isOvergrown() {
    return files.size() > manyFiles || index.size() > manySeries;
  }

  /// Forgets the files that are gone.
  ///
  /// @param isThere says it of an object's key
  /// @return this, or where most series went with them, another one with an index of its own:
  ///   numbers of series mean nothing there, so whoever holds any goes on with this one
  synchronized SeriesCache ofFilesThatAreThere(Predicate<String> isThere) {
    files.keySet().removeIf(name -> !isThere.test(keyOf(name)));
    bytes = files.values().stream().mapToLong(FileSeries::weight).sum();
    BitSet live = new BitSet();
    files.values().forEach(file -> file.addAllTo(live));
    int known = index.size();
    if (live.cardinality() > known / 2) {
      growFromHere();
      return this;
    }
    int[] moved = new int[known];
    int next = 0;
    for (int number = live.nextSetBit(0); number >= 0; number = live.nextSetBit(number + 1)) {
      moved[number] = next++;
    }
    SeriesCache fewer = new SeriesCache(maximumBytes, index.only(live));
    files.forEach((name, file) -> fewer.keep(name, file.in(fewer.index, moved)));
    fewer.growFromHere();
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
    bytes += added.weight() - (before == null ? 0 : before.weight());
    var eldest = files.entrySet().iterator();
    while (bytes > maximumBytes && files.size() > 1) {
      bytes -= eldest.next().getValue().weight();
      eldest.remove();
    }
  }
}
