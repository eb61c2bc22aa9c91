package dev.firebucket.api.metrics;

import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricFamily;
import dev.firebucket.config.metrics.MetricSource;
import dev.firebucket.storage.model.LabelSet;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DistributionDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What HTTP resources count in a registry, for a function that writes its metrics into the bucket.
/// Of histograms and summaries sum and count are kept: buckets and quantiles of each environment
/// would be most of the series.
public final class RegistrySource implements MetricSource {
  private final PrometheusRegistry registry;

  public RegistrySource(PrometheusRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void collect(MetricFamilies families) {
    for (MetricSnapshot snapshot : registry.scrape()) {
      String name = snapshot.getMetadata().getPrometheusName();
      String help = String.valueOf(snapshot.getMetadata().getHelp());
      // The library's types are open; those that no resource uses are left out.
      if (snapshot instanceof CounterSnapshot counter) {
        families.counter(
            name + "_total",
            help,
            counter.getDataPoints().stream().map(point -> point(point, point.getValue())).toList());
      } else if (snapshot instanceof GaugeSnapshot gauge) {
        families.gauge(
            name,
            help,
            gauge.getDataPoints().stream().map(point -> point(point, point.getValue())).toList());
      } else if (snapshot instanceof HistogramSnapshot histogram) {
        distribution(families, name, help, histogram.getDataPoints());
      } else if (snapshot instanceof SummarySnapshot summary) {
        distribution(families, name, help, summary.getDataPoints());
      }
    }
  }

  private static void distribution(
      MetricFamilies families,
      String name,
      String help,
      List<? extends DistributionDataPointSnapshot> points) {
    families
        .counter(
            name + "_sum",
            help,
            points.stream().map(point -> point(point, point.getSum())).toList())
        .counter(
            name + "_count",
            help,
            points.stream().map(point -> point(point, (double) point.getCount())).toList());
  }

  private static MetricFamily.Point point(DataPointSnapshot point, double value) {
    Map<String, String> labels = new TreeMap<>();
    Labels given = point.getLabels();
    for (int i = 0; i < given.size(); i++) {
      labels.put(given.getPrometheusName(i), given.getValue(i));
    }
    return new MetricFamily.Point(LabelSet.of(labels), value);
  }
}
