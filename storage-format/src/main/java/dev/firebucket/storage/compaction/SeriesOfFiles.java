package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.parquet.SamplesFileCheck;
import dev.firebucket.storage.parquet.SeriesFile;
import dev.firebucket.storage.parquet.SeriesOfSamplesFile;
import dev.firebucket.storage.parquet.SeriesSpan;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which series compacted files have: what their series files say, or else the samples.
final class SeriesOfFiles {
  private static final Logger LOG = LoggerFactory.getLogger(SeriesOfFiles.class);

  private final ObjectStore store;
  private final Path workDirectory;

  SeriesOfFiles(ObjectStore store, Path workDirectory) {
    this.store = store;
    this.workDirectory = workDirectory;
  }

  /// The series that a cut touches.
  ///
  /// @throws NoSuchFileException when the samples file no longer exists
  /// @throws UnreadableSourceException when it is damaged
  /// @throws IOException when it cannot be read now
  List<SeriesSpan> touched(CatalogFile file, SampleCut cut) throws IOException {
    return of(file).stream().filter(cut::touches).toList();
  }

  private List<SeriesSpan> of(CatalogFile file) throws IOException {
    try (Workshop workshop = Workshop.open(store, workDirectory)) {
      Optional<List<SeriesSpan>> series = ofSeriesFile(file, workshop);
      return series.isPresent() ? series.get() : ofSamples(file, workshop);
    }
  }

  /// Empty where there is none, or a damaged one: the samples say the same, and that they cannot be
  /// touched would be no consequence of it.
  private Optional<List<SeriesSpan>> ofSeriesFile(CatalogFile file, Workshop workshop)
      throws IOException {
    try {
      Optional<Path> local = local(file.seriesKey(), workshop.file("series.parquet"));
      if (local.isEmpty()) {
        return Optional.empty();
      }
      SeriesFile.requireWhole(local.get());
      return Optional.of(SeriesFile.read(local.get()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      IOException fault = UnreadableSourceException.orFault(file.seriesKey(), e);
      if (!(fault instanceof UnreadableSourceException)) {
        throw fault;
      }
      LOG.warn(
          "{} is damaged, and its samples are read instead: {}", file.seriesKey(), e.toString());
      return Optional.empty();
    }
  }

  private List<SeriesSpan> ofSamples(CatalogFile file, Workshop workshop) throws IOException {
    try {
      Path samples =
          local(file.key(), workshop.file("samples.parquet"))
              .orElseThrow(() -> new NoSuchFileException(file.key()));
      var _ = SamplesFileCheck.requireWhole(samples, file.format(), file.rows(), Long.MAX_VALUE);
      return SeriesOfSamplesFile.read(samples);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(file.key());
    } catch (IOException e) {
      throw UnreadableSourceException.orFault(file.key(), e);
    }
  }

  private Optional<Path> local(String key, Path target) throws IOException {
    Optional<Path> inPlace = store.localFile(key);
    if (inPlace.isPresent()) {
      return inPlace;
    }
    return store.download(key, target) ? Optional.of(target) : Optional.empty();
  }
}
