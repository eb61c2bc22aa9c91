package dev.firebucket.storage.read;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.FanOut;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.parquet.SeriesFile;
import dev.firebucket.storage.parquet.SeriesOfSamplesFile;
import dev.firebucket.storage.parquet.SeriesSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which series files hold: of those of a directory all, of large ones of a bucket those of the
/// metrics that somebody asks for. Thread-safe.
final class SeriesOfFiles {
  private final ObjectStore store;
  private final LocalFiles localFiles;
  private final SeriesCache cache;
  private final FileIndexes indexes;

  SeriesOfFiles(ObjectStore store, LocalFiles localFiles, SeriesCache cache, FileIndexes indexes) {
    this.store = store;
    this.localFiles = localFiles;
    this.cache = cache;
    this.indexes = indexes;
  }

  /// All series that this process has seen.
  SeriesIndex index() {
    return cache.index();
  }

  /// Keeps the series of an object that this process has written.
  void written(String key, List<SeriesSpan> spans) {
    var _ = cache.put(key, spans);
  }

  /// The series of files, in their order; unknown ones are read in parallel.
  ///
  /// @param metrics names of which all series must be there; empty for all series
  /// @throws ObjectGoneException when an object is no longer there
  List<KnownSeries> of(List<StoredFile> files, Set<String> metrics) throws IOException {
    if (store.hasLocalFiles()
        && files.stream().allMatch(file -> cache.get(file.key()).isPresent())) {
      return files.stream().map(file -> (KnownSeries) cache.get(file.key()).orElseThrow()).toList();
    }
    return FanOut.map(files, file -> of(file, metrics));
  }

  private KnownSeries of(StoredFile file, Set<String> metrics) throws IOException {
    if (!store.hasLocalFiles() && file.indexBytes() > 0) {
      FileIndex index = indexes.of(file).orElseThrow(() -> new ObjectGoneException(file.key()));
      if (index.series() != null) {
        return indexes.series(file, index, index.series(), metrics);
      }
    }
    return cache.get(file.key(), () -> load(file));
  }

  private List<SeriesSpan> load(StoredFile file) throws IOException {
    if (file.compacted()) {
      String seriesKey = StorageLayout.seriesKey(file.key());
      Optional<Path> seriesFile = localFiles.acquire(seriesKey);
      if (seriesFile.isPresent()) {
        try {
          return SeriesFile.read(seriesFile.get());
        } finally {
          localFiles.release(seriesKey);
        }
      }
    }
    return loadFromSamples(file.key());
  }

  /// What a series file says can also be read from the samples, more slowly.
  private List<SeriesSpan> loadFromSamples(String key) throws IOException {
    Path local = localFiles.acquire(key).orElseThrow(() -> new ObjectGoneException(key));
    try {
      return SeriesOfSamplesFile.read(local, index()::labels);
    } finally {
      localFiles.release(key);
    }
  }
}
