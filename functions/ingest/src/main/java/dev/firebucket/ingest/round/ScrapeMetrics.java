package dev.firebucket.ingest.round;

import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricFamily;
import dev.firebucket.config.metrics.MetricSource;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.TargetHealth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Scrapes and targets for `/metrics`.
public final class ScrapeMetrics implements MetricSource {
  private final ScrapeCounters counters;
  private final Supplier<? extends Collection<TargetStatus>> targets;

  /// @param targets those that are scraped; asked each time
  public ScrapeMetrics(
      ScrapeCounters counters, Supplier<? extends Collection<TargetStatus>> targets) {
    this.counters = counters;
    this.targets = targets;
  }

  @Override
  public void collect(MetricFamilies families) {
    dropped(families);
    families
        .counter(
            "prometheus_target_scrapes_exceeded_sample_limit_total",
            "Total number of scrapes that hit the sample limit and were rejected.",
            counters.overSampleLimit())
        .counter(
            "prometheus_target_scrapes_exceeded_body_size_limit_total",
            "Total number of scrapes that hit the body size limit",
            counters.overBodySizeLimit())
        .counter(
            "prometheus_target_scrape_pool_exceeded_label_limits_total",
            "Total number of times scrape pools hit the label limits, during sync or config reload.",
            counters.overLabelLimits())
        .counter("firebucket_scrapes_total", "Scrapes done.", counters.scrapes())
        .counter("firebucket_scrapes_failed_total", "Scrapes that failed.", counters.failures())
        .counter(
            "firebucket_scrapes_skipped_total",
            "Scrapes left out because the one before took too long.",
            counters.skipped())
        .counter(
            "firebucket_scrape_samples_total", "Samples that targets exposed.", counters.samples());
    targets(families, targets.get());
  }

  private void dropped(MetricFamilies families) {
    families
        .counter(
            "prometheus_target_scrapes_sample_out_of_order_total",
            "Total number of samples rejected due to not being out of the expected order.",
            counters.outOfOrder())
        .counter(
            "prometheus_target_scrapes_sample_duplicate_timestamp_total",
            "Total number of samples rejected due to duplicate timestamps but different values.",
            counters.duplicates())
        .counter(
            "prometheus_target_scrapes_sample_out_of_bounds_total",
            "Total number of samples rejected due to timestamp falling outside of the time bounds.",
            counters.outOfBounds());
  }

  private static void targets(MetricFamilies families, Collection<TargetStatus> now) {
    Map<String, Long> ofJob =
        now.stream()
            .collect(
                Collectors.groupingBy(
                    status -> status.target().config().jobName(),
                    TreeMap::new,
                    Collectors.counting()));
    List<MetricFamily.Point> pools =
        MetricFamily.Point.ofEach(
            ofJob.entrySet(), "scrape_job", Map.Entry::getKey, Map.Entry::getValue);
    families
        .gauge(
            "prometheus_target_scrape_pool_targets",
            "Current number of targets in this scrape pool.",
            pools)
        .gauge("firebucket_targets", "Targets that are scraped.", now.size())
        .gauge(
            "firebucket_targets_up",
            "Targets whose last scrape went well.",
            now.stream().filter(target -> target.health() == TargetHealth.UP).count());
  }
}
