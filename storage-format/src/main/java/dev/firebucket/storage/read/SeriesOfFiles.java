package dev.firebucket.storage.read;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.parquet.SeriesFile;
import dev.firebucket.storage.parquet.SeriesOfSamplesFile;
import dev.firebucket.storage.parquet.SeriesSpan;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Which series files hold: of those of a directory all, of large ones of a bucket those of the
/// metrics that somebody asks for. Thread-safe.
final class SeriesOfFiles {
  private static final String OF_SAMPLES = "#samples";

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

  /// The series of all files that were looked at.
  SeriesIndex index() {
    return cache.index();
  }

  boolean isDue(Instant now) {
    return cache.isDue(now);
  }

  /// Forgets the files that are gone.
  ///
  /// @param isThere says it of an object's key
  /// @return what new snapshots go on with: their series have other numbers where it is not this
  SeriesOfFiles ofFilesThatAreThere(Predicate<String> isThere, Instant now) {
    SeriesCache kept = cache.ofFilesThatAreThere(isThere, now);
    if (kept == cache) {
      return this;
    }
    indexes.fill(kept);
    return new SeriesOfFiles(store, localFiles, kept, indexes);
  }

  /// Keeps the series of an object that this process has written.
  void written(String key, List<SeriesSpan> spans) {
    var _ = cache.put(key, spans);
  }

  /// The series of files, in their order; unknown ones are read in parallel. Files without any of
  /// the metrics are not touched.
  ///
  /// @param metrics names of which all series must be there; empty for all series
  /// @param damages told where a series object is damaged and its samples object stands in
  /// @throws ObjectGoneException when an object is no longer there
  /// @throws DamagedObjectException names all samples objects that are not as they were written
  List<KnownSeries> of(List<StoredFile> files, Set<String> metrics, DamageLog damages)
      throws IOException {
    return EachFile.of(
        files, file -> file.mayHoldAny(metrics) ? of(file, metrics, damages) : PartedSeries.NONE);
  }

  private KnownSeries of(StoredFile file, Set<String> metrics, DamageLog damages)
      throws IOException {
    Optional<FileSeries> known = cache.get(file.key());
    if (known.isPresent()) {
      return known.get();
    }
    if (!file.compacted()) {
      return cache.put(file.key(), ofSamples(file));
    }
    try {
      return ofSeriesFile(file, metrics);
    } catch (DamagedObjectException e) {
      // Under another name, so that the series object is tried again.
      FileSeries found = cache.get(file.key() + OF_SAMPLES, () -> ofSamples(file));
      e.damages().forEach(damages::avoid);
      return found;
    }
  }

  /// @throws DamagedObjectException when the series object is not as it was written, or missing
  private KnownSeries ofSeriesFile(StoredFile file, Set<String> metrics) throws IOException {
    String key = StorageLayout.seriesKey(file.key());
    if (store.hasLocalFiles() || file.indexBytes() == 0) {
      return cache.put(file.key(), whole(key));
    }
    try {
      return indexes
          .with(file, index -> ofParts(file, index, metrics))
          .orElseThrow(() -> new ObjectGoneException(file.key()));
    } catch (ObjectGoneException e) {
      throw e.key().equals(key) ? new DamagedObjectException(key, "it is missing") : e;
    } catch (BadBytesException e) {
      throw DamagedObjectException.of(key, e);
    }
  }

  private Optional<KnownSeries> ofParts(StoredFile file, FileIndex index, Set<String> metrics)
      throws IOException {
    if (index.damage() != null) {
      throw new DamagedObjectException(List.of(index.damage()));
    }
    if (index.series() == null) {
      // Its rows can be read whatever its index is.
      return Optional.of(cache.put(file.key(), whole(StorageLayout.seriesKey(file.key()))));
    }
    return Optional.of(indexes.series(cache, file, index, index.series(), metrics));
  }

  private List<SeriesSpan> whole(String key) throws IOException {
    try (LocalFiles.Opened local =
        localFiles
            .acquireSeries(key)
            .orElseThrow(() -> new DamagedObjectException(key, "it is missing"))) {
      return SeriesFile.read(local.path());
    } catch (NoSuchFileException e) {
      throw isInPlace() ? new DamagedObjectException(key, "it is missing") : e;
    } catch (BadBytesException e) {
      throw DamagedObjectException.of(key, e);
    }
  }

  /// Whether a file that is missing is the object itself, and not one of the cache.
  private boolean isInPlace() {
    return store.hasLocalFiles();
  }

  /// What a series file says can also be read from the samples, more slowly.
  private List<SeriesSpan> ofSamples(StoredFile file) throws IOException {
    try (LocalFiles.Opened local =
        localFiles.acquireWhole(file).orElseThrow(() -> new ObjectGoneException(file.key()))) {
      return SeriesOfSamplesFile.read(local.path(), index()::labels);
    } catch (NoSuchFileException e) {
      throw isInPlace() ? new ObjectGoneException(file.key()) : e;
    } catch (BadBytesException e) {
      throw DamagedObjectException.of(file.key(), e);
    }
  }
}
