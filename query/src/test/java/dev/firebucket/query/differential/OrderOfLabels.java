package dev.firebucket.query.differential;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.SampleBatch;
import java.util.Comparator;

/// Prometheus adds series up in the order in which they arrive, Firebucket in the order of their
/// labels: made-up data arrives in the order of labels, so that both are the same.
final class OrderOfLabels {
  private OrderOfLabels() {}

  static SampleBatch of(SampleBatch batch) {
    SampleBatch sorted = new SampleBatch();
    batch.series().stream()
        .sorted(Comparator.comparing(SampleBatch.Series::labels))
        .forEach(series -> append(sorted, series));
    return sorted;
  }

  private static void append(SampleBatch sorted, SampleBatch.Series series) {
    for (int i = 0; i < series.size(); i++) {
      FloatHistogram histogram = series.histogram(i);
      if (histogram == null) {
        sorted.append(
            series.labels(), series.timestamp(i), series.value(i), series.startTimestamp(i));
      } else {
        sorted.append(series.labels(), series.timestamp(i), histogram, series.startTimestamp(i));
      }
    }
  }
}
