package dev.firebucket.lambda.scrape;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.service.ScrapeReport;
import dev.firebucket.ingest.service.TargetReport;
import dev.firebucket.ingest.target.TargetHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a run did, short enough for a log line.
///
/// @param at the time of its samples
/// @param targets how many were due
/// @param up how many of them answered
/// @param samples how many were stored, stale markers and report series among them
/// @param failures why targets are down or were not scraped, at most 50
/// @param lessOften jobs that asked for an interval shorter than the timer's
/// @param problems what else went wrong
public record ScrapeAnswer(
    Instant at,
    int targets,
    long up,
    int samples,
    List<String> failures,
    List<String> lessOften,
    List<String> problems) {
  private static final int MOST_FAILURES = 50;

  public ScrapeAnswer {
    failures = List.copyOf(failures);
    lessOften = List.copyOf(lessOften);
    problems = List.copyOf(problems);
  }

  static ScrapeAnswer of(
      ScrapeReport report, PrometheusConfig config, Duration tick, Optional<String> configProblem) {
    List<String> problems = new ArrayList<>(report.problems());
    configProblem.ifPresent(problem -> problems.add("the older configuration goes on: " + problem));
    return new ScrapeAnswer(
        report.at(),
        report.targets().size(),
        report.targets().stream().filter(target -> target.health() == TargetHealth.UP).count(),
        report.samples(),
        report.targets().stream()
            .filter(target -> target.health() != TargetHealth.UP)
            .limit(MOST_FAILURES)
            .map(ScrapeAnswer::failure)
            .toList(),
        config.scrapeConfigs().stream()
            .filter(job -> interval(job).compareTo(tick) < 0)
            .map(job -> "%s: each %s instead of %s".formatted(job.jobName(), tick, interval(job)))
            .toList(),
        problems);
  }

  private static Duration interval(ScrapeConfig job) {
    return job.scrapeInterval();
  }

  private static String failure(TargetReport target) {
    return "%s %s: %s".formatted(target.job(), target.url(), target.error());
  }

  /// Whether somebody should read it.
  boolean worthALine() {
    return !failures.isEmpty() || !problems.isEmpty();
  }
}
