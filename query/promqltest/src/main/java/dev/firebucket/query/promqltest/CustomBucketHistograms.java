package dev.firebucket.query.promqltest;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes native histograms with custom buckets out of classic ones (`load_with_nhcb`).
final class CustomBucketHistograms {
  private static final String LE = "le";

  private CustomBucketHistograms() {}

  /// One classic histogram at one position.
  private static final class Classic {
    final TreeMap<Double, Double> cumulative = new TreeMap<>();
    @Nullable Double count;
    double sum;
  }

  static List<SeriesLine> of(List<SeriesLine> series) {
    Map<LabelSet, NavigableMap<Integer, Classic>> found = new LinkedHashMap<>();
    for (SeriesLine line : series) {
      gather(found, line);
    }
    List<SeriesLine> histograms = new ArrayList<>();
    found.forEach((labels, positions) -> histograms.add(line(labels, positions)));
    return histograms;
  }

  private static void gather(Map<LabelSet, NavigableMap<Integer, Classic>> found, SeriesLine line) {
    String name = line.labels().metricName();
    String le = line.labels().get(LE);
    for (String suffix : List.of("_bucket", "_count", "_sum")) {
      if (name.endsWith(suffix) && (le != null || !suffix.equals("_bucket"))) {
        LabelSet labels =
            line.labels()
                .without(List.of(LE))
                .with(LabelSet.NAME, name.substring(0, name.length() - suffix.length()));
        for (int i = 0; i < line.values().size(); i++) {
          if (line.values().get(i) instanceof ScriptValue.FloatValue number) {
            Classic at =
                found
                    .computeIfAbsent(labels, key -> new TreeMap<>())
                    .computeIfAbsent(i, key -> new Classic());
            put(at, suffix, le, number.value());
          }
        }
      }
    }
  }

  private static void put(Classic classic, String suffix, @Nullable String le, double value) {
    switch (suffix) {
      case "_bucket" ->
          classic.cumulative.put(SeriesNotation.number(le == null ? "Inf" : le), value);
      case "_count" -> classic.count = value;
      default -> classic.sum = value;
    }
  }

  private static SeriesLine line(LabelSet labels, NavigableMap<Integer, Classic> positions) {
    List<ScriptValue> values = new ArrayList<>();
    positions.forEach(
        (position, classic) -> {
          while (values.size() < position) {
            values.add(new ScriptValue.Absent());
          }
          values.add(
              classic.cumulative.isEmpty()
                  ? new ScriptValue.Absent()
                  : new ScriptValue.Histogram(histogram(classic), false));
        });
    return new SeriesLine(labels, values);
  }

  private static FloatHistogram histogram(Classic classic) {
    double count =
        classic.count == null ? classic.cumulative.lastEntry().getValue() : classic.count;
    classic.cumulative.putIfAbsent(Double.POSITIVE_INFINITY, count);
    TreeMap<Integer, Double> buckets = new TreeMap<>();
    List<Double> bounds = new ArrayList<>();
    double before = 0;
    for (Map.Entry<Double, Double> bucket : classic.cumulative.entrySet()) {
      if (bucket.getValue() != before) {
        buckets.put(bounds.size(), bucket.getValue() - before);
      }
      before = bucket.getValue();
      if (!bucket.getKey().isInfinite()) {
        bounds.add(bucket.getKey());
      }
    }
    return new FloatHistogram(
        FloatHistogram.CUSTOM_BUCKETS,
        0,
        0,
        count,
        classic.sum,
        HistogramSum.spans(buckets),
        HistogramSum.values(buckets),
        List.of(),
        new double[0],
        bounds.stream().mapToDouble(Double::doubleValue).toArray(),
        FloatHistogram.ResetHint.UNKNOWN);
  }
}
