package dev.firebucket.api.metrics;

import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricFamily;
import dev.firebucket.config.metrics.MetricSource;
import dev.firebucket.storage.model.LabelSet;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;

/// Shows what the services count themselves, without knowing of any library, at `/metrics`.
public final class SourceCollector implements MultiCollector {
  private static final String TOTAL = "_total";

  private final List<MetricSource> sources;

  private SourceCollector(List<MetricSource> sources) {
    this.sources = sources;
  }

  /// Adds sources to a registry; they are asked at each scrape.
  public static void register(PrometheusRegistry registry, List<MetricSource> sources) {
    registry.register(new SourceCollector(List.copyOf(sources)));
  }

  @Override
  public MetricSnapshots collect() {
    return new MetricSnapshots(
        MetricFamilies.of(sources).stream().map(SourceCollector::snapshot).toList());
  }

  private static MetricSnapshot snapshot(MetricFamily family) {
    return switch (family.kind()) {
      case COUNTER ->
          new CounterSnapshot(
              new MetricMetadata(withoutTotal(family.name()), family.help()),
              family.points().stream()
                  .map(
                      point ->
                          new CounterDataPointSnapshot(
                              point.value(), labels(point.labels()), null, 0))
                  .toList());
      case GAUGE ->
          new GaugeSnapshot(
              new MetricMetadata(family.name(), family.help()),
              family.points().stream()
                  .map(
                      point ->
                          new GaugeDataPointSnapshot(point.value(), labels(point.labels()), null))
                  .toList());
    };
  }

  private static String withoutTotal(String name) {
    return name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name;
  }

  private static Labels labels(LabelSet labels) {
    List<String> pairs = new ArrayList<>();
    labels.forEach(
        (name, value) -> {
          pairs.add(name);
          pairs.add(value);
        });
    return Labels.of(pairs.toArray(String[]::new));
  }
}
