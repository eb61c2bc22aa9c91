package dev.firebucket.backfill.importing;

import dev.firebucket.backfill.SampleSink;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.SeriesId;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Counts samples, and writes them as objects of the tail when there are enough.
final class SampleGatherer implements SampleSink {
  private final SampleWriter writer;
  private final ImportOptions options;
  private final Set<Long> series = new HashSet<>();
  private LabelSet last = LabelSet.EMPTY;
  private SampleBatch batch = new SampleBatch();
  private long samples;
  private long histograms;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private int objects;

  SampleGatherer(SampleWriter writer, ImportOptions options) {
    this.writer = writer;
    this.options = options;
  }

  @Override
  public void value(LabelSet labels, long millis, double value) throws IOException {
    count(labels, millis);
    if (!options.dryRun()) {
      storable(labels, () -> batch.append(labels, millis, value));
    }
  }

  @Override
  public void histogram(LabelSet labels, long millis, FloatHistogram histogram) throws IOException {
    count(labels, millis);
    histograms++;
    if (!options.dryRun()) {
      storable(labels, () -> batch.append(labels, millis, histogram));
    }
  }

  private void storable(LabelSet labels, Runnable append) throws IOException {
    try {
      append.run();
    } catch (IllegalArgumentException e) {
      throw new IOException("a sample of " + labels + ": " + e.getMessage(), e);
    }
    if (batch.sampleCount() >= options.objectSamples()) {
      flush();
    }
  }

  private void count(LabelSet labels, long millis) {
    samples++;
    firstMillis = Math.min(firstMillis, millis);
    lastMillis = Math.max(lastMillis, millis);
    // Mostly the same object as before, which is found at once.
    if (!labels.equals(last)) {
      series.add(SeriesId.of(labels));
      last = labels;
    }
  }

  /// Writes what is gathered. On return all samples so far are durable.
  void flush() throws IOException {
    if (!batch.isEmpty()) {
      writer.write(batch);
      batch = new SampleBatch();
      objects++;
    }
  }

  long samples() {
    return samples;
  }

  long histograms() {
    return histograms;
  }

  long series() {
    return series.size();
  }

  long firstMillis() {
    return firstMillis;
  }

  long lastMillis() {
    return lastMillis;
  }

  /// How many objects were written.
  int objects() {
    return objects;
  }
}
