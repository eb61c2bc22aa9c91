package dev.firebucket.storage.tail;

import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.parquet.SamplesFile;
import dev.firebucket.storage.parquet.SamplesFileWriter;
import dev.firebucket.storage.parquet.SamplesFormat;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Writes what belongs together as one object under `tail/`. Never touches the catalog, so any
/// number of writers need not know of each other.
public final class TailSampleWriter implements SampleWriter {
  private final ObjectStore store;
  private final InstantSource clock;
  private final Supplier<String> uniqueParts;
  private final TailListener listener;
  private final SamplesFileWriter files = new SamplesFileWriter();
  private final AtomicLong lastWrittenMillis = new AtomicLong(Long.MIN_VALUE);

  /// @param clock when objects are written
  /// @param uniqueParts gives a new part of `[A-Za-z0-9-]` for each key
  /// @param listener is told about each object; `(key, file) -> {}` for none
  public TailSampleWriter(
      ObjectStore store, InstantSource clock, Supplier<String> uniqueParts, TailListener listener) {
    this.store = store;
    this.clock = clock;
    this.uniqueParts = uniqueParts;
    this.listener = listener;
  }

  @Override
  public void write(List<SampleBatch> batches) throws IOException {
    if (batches.stream().allMatch(SampleBatch::isEmpty)) {
      return;
    }
    Instant writtenAt = nextInstant();
    SamplesFile file = files.write(batches);
    TailKey key =
        new TailKey(
            writtenAt,
            file.firstMillis(),
            file.lastMillis(),
            file.rows(),
            SamplesFormat.CURRENT,
            uniqueParts.get());
    store.put(key.key(), file.bytes());
    listener.written(key, file);
  }

  /// Always later than the one before: of two writes of one writer the later key sorts last and
  /// wins.
  private Instant nextInstant() {
    long now = clock.millis();
    return Instant.ofEpochMilli(lastWrittenMillis.updateAndGet(last -> Math.max(last + 1, now)));
  }
}
