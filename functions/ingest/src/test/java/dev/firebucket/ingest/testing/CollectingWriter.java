package dev.firebucket.ingest.testing;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// A bucket in memory that keeps what is written, and that a test may tell to refuse.
public final class CollectingWriter implements SampleWriter {
  private final List<SampleBatch> objects = new ArrayList<>();
  private boolean refusing;

  @Override
  public synchronized void write(List<SampleBatch> batches) throws IOException {
    if (refusing) {
      throw new IOException("the bucket refuses");
    }
    SampleBatch whole = new SampleBatch();
    batches.forEach(whole::appendAll);
    if (!whole.isEmpty()) {
      objects.add(whole);
    }
  }

  /// Takes the samples of a round as one object.
  public synchronized CompletableFuture<Void> submit(List<SampleBatch> batches) {
    try {
      write(batches);
      return CompletableFuture.completedFuture(null);
    } catch (IOException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  public synchronized void refuse(boolean refuse) {
    refusing = refuse;
  }

  /// Forgets what was written.
  public synchronized void clear() {
    objects.clear();
  }

  /// The samples of all objects, those written twice counted twice.
  public synchronized int sampleCount() {
    return objects.stream().mapToInt(SampleBatch::sampleCount).sum();
  }

  /// Every series with its samples as `value@timestamp`, in the order in which they were written.
  public synchronized Map<LabelSet, List<String>> samples() {
    Map<LabelSet, List<String>> samples = new TreeMap<>();
    for (SampleBatch object : objects) {
      for (SampleBatch.Series series : object.series()) {
        List<String> texts = samples.computeIfAbsent(series.labels(), key -> new ArrayList<>());
        for (int i = 0; i < series.size(); i++) {
          texts.add(text(series, i));
        }
      }
    }
    return samples;
  }

  private static String text(SampleBatch.Series series, int index) {
    String value =
        series.histogram(index) == null ? Double.toString(series.value(index)) : "histogram";
    return value + "@" + series.timestamp(index);
  }

  public synchronized List<SampleBatch> objects() {
    return List.copyOf(objects);
  }

  /// Each (series, time) once, as readers see them, without what depends on the moment: `labels
  /// value @millis`, sorted.
  public synchronized List<String> collapsed() {
    Map<String, String> values = new TreeMap<>();
    for (SampleBatch object : objects) {
      for (SampleBatch.Series series : object.series()) {
        for (int i = 0; i < series.size(); i++) {
          values.put(series.labels() + " @" + series.timestamp(i), Samples.value(series.value(i)));
        }
      }
    }
    values.keySet().removeIf(key -> key.startsWith("scrape_duration_seconds"));
    return values.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList();
  }

  /// The newest value of each series, without those that ended.
  public synchronized Map<LabelSet, Double> living() {
    Map<LabelSet, Long> times = new TreeMap<>();
    Map<LabelSet, Double> values = new TreeMap<>();
    for (SampleBatch object : objects) {
      for (SampleBatch.Series series : object.series()) {
        for (int i = 0; i < series.size(); i++) {
          if (series.timestamp(i) >= times.getOrDefault(series.labels(), Long.MIN_VALUE)) {
            times.put(series.labels(), series.timestamp(i));
            values.put(series.labels(), series.value(i));
          }
        }
      }
    }
    values.values().removeIf(StaleMarker::is);
    return values;
  }
}
