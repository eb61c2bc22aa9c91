package dev.firebucket.ingest.scrape;

import dev.firebucket.config.scrape.ScrapeConfig;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

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
  private static final List<String> ALL =
      Stream.concat(
              ALWAYS.stream(),
              Stream.of("scrape_timeout_seconds", "scrape_sample_limit", "scrape_body_size_bytes"))
          .toList();

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
    List<String> names = names(config.extraScrapeMetrics());
    for (int i = 0; i < names.size(); i++) {
      outcome.samples().append(labels.report(names.get(i)), outcome.timestampMillis(), values[i]);
    }
  }

  /// The names of the report series of a target, with those of `extra_scrape_metrics` or without.
  static List<String> names(boolean extra) {
    return extra ? ALL : ALWAYS;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
