package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.parquet.SeriesFile;
import dev.firebucket.storage.parquet.SeriesOfSamplesFile;
import dev.firebucket.storage.parquet.SeriesSpan;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Which series compacted files have: what their series files say, or else the samples.
final class SeriesOfFiles {
  private final ObjectStore store;
  private final Path workDirectory;

  SeriesOfFiles(ObjectStore store, Path workDirectory) {
    this.store = store;
    this.workDirectory = workDirectory;
  }

  /// The series that a cut touches.
  ///
  /// @throws NoSuchFileException when the samples file no longer exists
  /// @throws UnreadableSourceException when it cannot be read
  List<SeriesSpan> touched(CatalogFile file, SampleCut cut) throws IOException {
    return of(file).stream().filter(cut::touches).toList();
  }

  private List<SeriesSpan> of(CatalogFile file) throws IOException {
    try (Workshop workshop = Workshop.open(store, workDirectory)) {
      Optional<Path> series = local(file.seriesKey(), workshop.file("series.parquet"));
      if (series.isPresent()) {
        return SeriesFile.read(series.get());
      }
      Path samples =
          local(file.key(), workshop.file("samples.parquet"))
              .orElseThrow(() -> new NoSuchFileException(file.key()));
      return SeriesOfSamplesFile.read(samples);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableSourceException(file.key(), e);
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
