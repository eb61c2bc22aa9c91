package dev.firebucket.ingest.remotewrite;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A writer that keeps what it is given, in memory.
final class KeptSamples implements SampleWriter {
  final List<SampleBatch> batches = new ArrayList<>();

  /// When set, writes fail with it.
  String failure = "";

  /// How long a write takes.
  long delayMillis;

  @Override
  public synchronized void write(SampleBatch batch) throws IOException {
    if (!failure.isEmpty()) {
      throw new IOException(failure);
    }
    try {
      Thread.sleep(delayMillis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    batches.add(batch);
  }

  synchronized int sampleCount() {
    return batches.stream().mapToInt(SampleBatch::sampleCount).sum();
  }

  /// Every series with its samples as `value@timestamp`.
  synchronized Map<LabelSet, List<String>> all() {
    Map<LabelSet, List<String>> all = new TreeMap<>();
    for (SampleBatch batch : batches) {
      for (SampleBatch.Series series : batch.series()) {
        List<String> samples = all.computeIfAbsent(series.labels(), key -> new ArrayList<>());
        for (int i = 0; i < series.size(); i++) {
          samples.add(
              series.histogram(i) == null
                  ? series.value(i) + "@" + series.timestamp(i)
                  : "histogram@" + series.timestamp(i));
        }
      }
    }
    return all;
  }
}
