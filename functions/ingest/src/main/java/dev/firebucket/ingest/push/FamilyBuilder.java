package dev.firebucket.ingest.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gathers the samples of a family: those of a histogram or summary with equal labels make one
/// metric.
final class FamilyBuilder {
  private final String name;
  private @Nullable String help;
  private @Nullable FamilyType type;
  private final List<Metric> metrics = new ArrayList<>();
  private final Map<SortedMap<String, String>, Metric> byLabels =
      new TreeMap<>(LabelOrder::compare);

  FamilyBuilder(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  boolean hasHelp() {
    return help != null;
  }

  void help(String text) {
    help = text;
  }

  boolean hasType() {
    return type != null;
  }

  void type(FamilyType type) {
    this.type = type;
  }

  /// A sample before any TYPE makes the family untyped.
  void defaultType() {
    if (type == null) {
      type = FamilyType.UNTYPED;
    }
  }

  @Nullable FamilyType knownType() {
    return type;
  }

  boolean isEmpty() {
    return metrics.isEmpty();
  }

  /// The label that is no label but part of the value; empty for families without.
  String pointLabel() {
    return type == FamilyType.SUMMARY ? "quantile" : isHistogram() ? "le" : "";
  }

  private boolean isHistogram() {
    return type != null && type.isHistogram();
  }

  /// The metric of these labels: for histograms and summaries the one gathered so far, else a new
  /// one, so that duplicates are found.
  Metric metric(SortedMap<String, String> labels) {
    boolean gathers = type == FamilyType.SUMMARY || isHistogram();
    Metric known = gathers ? byLabels.get(labels) : null;
    if (known != null) {
      return known;
    }
    Metric made = new Metric(labels);
    metrics.add(made);
    byLabels.put(labels, made);
    return made;
  }

  PushedFamily build() {
    FamilyType known = type == null ? FamilyType.UNTYPED : type;
    List<PushedMetric> built = metrics.stream().map(metric -> metric.build(known)).toList();
    return new PushedFamily(name, help == null ? "" : help, known, built);
  }

  /// One metric on its way.
  static final class Metric {
    private final SortedMap<String, String> labels;
    private double simple;
    private long count;
    private double sum;
    private boolean timestamped;
    private final List<MetricValue.Point> quantiles = new ArrayList<>();
    private final List<MetricValue.Bucket> buckets = new ArrayList<>();

    private Metric(SortedMap<String, String> labels) {
      this.labels = labels;
    }

    void stamp(boolean stamped) {
      timestamped |= stamped;
    }

    void count(double value) {
      count = (long) value;
    }

    void sum(double value) {
      sum = value;
    }

    void value(@Nullable Double point, double value) {
      simple = value;
      if (point != null && !point.isNaN()) {
        quantiles.add(new MetricValue.Point(point, value));
        buckets.add(new MetricValue.Bucket(point, (long) value));
      }
    }

    private PushedMetric build(FamilyType type) {
      MetricValue value =
          switch (type) {
            case COUNTER, GAUGE, UNTYPED -> new MetricValue.Simple(simple);
            case SUMMARY -> new MetricValue.Summary(count, sum, quantiles);
            case HISTOGRAM, GAUGE_HISTOGRAM -> new MetricValue.Histogram(count, sum, buckets);
          };
      return new PushedMetric(labels, value, timestamped);
    }
  }
}
