package dev.firebucket.storage.read;

import dev.firebucket.storage.parquet.SeriesSpan;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The series of files, by key, bounded in bytes: the least recently used is evicted first. Files
/// never change, so no entry is ever outdated.
final class SeriesCache {
  private final SeriesIndex index = new SeriesIndex();
  private final Map<String, FileSeries> files = new LinkedHashMap<>(64, 0.75f, true);
  private final long maximumBytes;
  private long bytes;

  SeriesCache(long maximumBytes) {
    this.maximumBytes = maximumBytes;
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
