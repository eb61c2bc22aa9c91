package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.LabelSet;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What files say of the series that a writer wrote lately: JSON and hash of a series are made
/// once, not for each object.
///
/// Bounded: what is not written while as many others are is forgotten. Thread-safe.
final class EncodedSeriesCache {
  /// Of each generation; a series takes some 300 bytes.
  private static final int MOST = 1 << 16;

  private Map<LabelSet, EncodedSeries> young = new HashMap<>();
  private Map<LabelSet, EncodedSeries> old = new HashMap<>();

  /// Names of metrics: series of one metric share the bytes, which makes comparing them cheap.
  private Map<String, byte[]> metrics = new HashMap<>();

  EncodedSeries of(LabelSet labels) {
    EncodedSeries known = find(labels);
    return known == null ? keep(EncodedSeries.of(labels, metric(labels))) : known;
  }

  private synchronized @Nullable EncodedSeries find(LabelSet labels) {
    EncodedSeries known = young.get(labels);
    if (known == null) {
      known = old.get(labels);
      if (known != null) {
        var _ = keep(known);
      }
    }
    return known;
  }

  private synchronized byte[] metric(LabelSet labels) {
    return metrics.computeIfAbsent(
        labels.metricName(), name -> name.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized EncodedSeries keep(EncodedSeries series) {
    if (young.size() >= MOST) {
      old = young;
      young = new HashMap<>();
      metrics = new HashMap<>();
    }
    young.put(series.labelSet(), series);
    return series;
  }
}
