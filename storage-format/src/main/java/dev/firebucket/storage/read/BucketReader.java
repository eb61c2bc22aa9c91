package dev.firebucket.storage.read;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.SeriesId;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.parquet.SeriesOfSamplesFile;
import dev.firebucket.storage.parquet.SeriesSpan;
import dev.firebucket.storage.tail.TailKey;
import dev.firebucket.storage.tail.TailListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// Reads a store: the newest catalog version plus what lies in `tail/` and is not consumed.
///
/// As a [TailListener] of the writer in its process it knows the series of what was written there
/// without reading it again.
public final class BucketReader implements StorageReader, TailListener, AutoCloseable {
  private final ObjectStore store;
  private final LocalFiles localFiles;
  private final SeriesCache series;

  /// @param seriesCacheBytes about how much the known series of files may take
  public BucketReader(ObjectStore store, long seriesCacheBytes) {
    this.store = store;
    this.localFiles = new InPlaceFiles(store);
    this.series = new SeriesCache(seriesCacheBytes);
  }

  @Override
  public Snapshot open(long fromMillis, long toMillis) throws IOException {
    return new BucketSnapshot(this, fromMillis, toMillis, view(fromMillis, toMillis));
  }

  /// The objects with samples in a range, as of now; those later in the list win.
  List<StoredFile> view(long fromMillis, long toMillis) throws IOException {
    List<StoredFile> files = new ArrayList<>();
    for (ObjectSummary object : store.list(StorageLayout.TAIL)) {
      TailKey.parse(object.key())
          .filter(key -> key.overlaps(fromMillis, toMillis))
          .ifPresent(key -> files.add(fresh(object.key(), key)));
    }
    return files;
  }

  private static StoredFile fresh(String key, TailKey parts) {
    return new StoredFile(key, false, parts.firstMillis(), parts.lastMillis(), parts.rows());
  }

  LocalFiles localFiles() {
    return localFiles;
  }

  SeriesIndex index() {
    return series.index();
  }

  /// The series of a file.
  ///
  /// @throws ObjectGoneException when the object is no longer there
  FileSeries seriesOf(StoredFile file) throws IOException {
    return series.get(file.key(), () -> load(file));
  }

  private List<SeriesSpan> load(StoredFile file) throws IOException {
    Path local =
        localFiles.acquire(file.key()).orElseThrow(() -> new ObjectGoneException(file.key()));
    try {
      return SeriesOfSamplesFile.read(local);
    } finally {
      localFiles.release(file.key());
    }
  }

  @Override
  public void written(TailKey key, SampleBatch batch) {
    List<SeriesSpan> spans = new ArrayList<>(batch.series().size());
    for (SampleBatch.Series column : batch.series()) {
      if (column.size() > 0) {
        LongStream times = LongStream.range(0, column.size()).map(i -> column.timestamp((int) i));
        var range = times.summaryStatistics();
        spans.add(
            new SeriesSpan(
                SeriesId.of(column.labels()), column.labels(), range.getMin(), range.getMax()));
      }
    }
    series.put(key.key(), spans);
  }

  @Override
  public void close() {
    localFiles.close();
  }
}
