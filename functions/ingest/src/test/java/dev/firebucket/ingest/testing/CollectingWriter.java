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

/// A store in memory, which a test may tell to refuse.
public final class CollectingWriter implements SampleWriter {
  private final List<SampleBatch> objects = new ArrayList<>();
  private boolean refusing;

  @Override
  public synchronized void write(SampleBatch batch) throws IOException {
    if (refusing) {
      throw new IOException("the bucket refuses");
    }
    objects.add(batch);
    notifyAll();
  }

  public synchronized void refuse(boolean refuse) {
    refusing = refuse;
  }

  public synchronized List<SampleBatch> objects() {
    return List.copyOf(objects);
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
