package dev.firebucket.ingest.scrape;

import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The series that every scrape writes of itself
/// (<https://prometheus.io/docs/concepts/jobs_instances/#automatically-generated-labels-and-time-series>).
final class ReportSeries {
  private static final List<String> ALWAYS =
      List.of(
          "up",
          "scrape_duration_seconds",
          "scrape_samples_scraped",
          "scrape_samples_post_metric_relabeling",
          "scrape_series_added");
  private static final List<String> EXTRA =
      List.of("scrape_timeout_seconds", "scrape_sample_limit", "scrape_body_size_bytes");

  private ReportSeries() {}

  static void append(ScrapeOutcome outcome, SampleLabels labels) {
    ScrapeConfig config = outcome.target().config();
    ScrapeCounts counts = outcome.counts();
    double[] values = {
      outcome.error() == null ? 1 : 0,
      seconds(outcome.duration()),
      counts.scraped(),
      counts.postRelabeling(),
      counts.seriesAdded(),
      seconds(outcome.target().timeout()),
      config.limits().sampleLimit(),
      outcome.bodyBytes()
    };
    List<String> names = names(config);
    for (int i = 0; i < names.size(); i++) {
      outcome.samples().append(labels.report(names.get(i)), outcome.timestampMillis(), values[i]);
    }
  }

  /// Ends the report series of a target that is gone.
  static void appendStale(Target target, SampleLabels labels, long timestamp, SampleBatch batch) {
    for (String name : names(target.config())) {
      batch.append(labels.report(name), timestamp, StaleMarker.VALUE);
    }
  }

  private static List<String> names(ScrapeConfig config) {
    if (!config.extraScrapeMetrics()) {
      return ALWAYS;
    }
    List<String> names = new ArrayList<>(ALWAYS);
    names.addAll(EXTRA);
    return names;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
