package dev.firebucket.config.metrics;

import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.List;

/// Gathers families. Not for use by several threads.
public final class MetricFamilies {
  private final List<MetricFamily> families = new ArrayList<>();

  /// The families of all sources.
  public static List<MetricFamily> of(List<MetricSource> sources) {
    MetricFamilies gathered = new MetricFamilies();
    sources.forEach(source -> source.collect(gathered));
    return List.copyOf(gathered.families);
  }

  /// A counter without labels.
  public MetricFamilies counter(String name, String help, double value) {
    return counter(name, help, List.of(new MetricFamily.Point(LabelSet.EMPTY, value)));
  }

  /// A counter of whole things.
  public MetricFamilies counter(String name, String help, long value) {
    return counter(name, help, (double) value);
  }

  /// A counter with labels.
  public MetricFamilies counter(String name, String help, List<MetricFamily.Point> points) {
    families.add(new MetricFamily(name, MetricFamily.Kind.COUNTER, help, points));
    return this;
  }

  /// A gauge without labels.
  public MetricFamilies gauge(String name, String help, double value) {
    return gauge(name, help, List.of(new MetricFamily.Point(LabelSet.EMPTY, value)));
  }

  /// A gauge of whole things.
  public MetricFamilies gauge(String name, String help, long value) {
    return gauge(name, help, (double) value);
  }

  /// A gauge with labels.
  public MetricFamilies gauge(String name, String help, List<MetricFamily.Point> points) {
    families.add(new MetricFamily(name, MetricFamily.Kind.GAUGE, help, points));
    return this;
  }
}
