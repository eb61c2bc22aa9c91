package dev.firebucket.lambda.scrape;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.event.EventReport;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.TargetHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a run did, short enough for a log line.
///
/// @param planned the time of its samples
/// @param targets how many were due
/// @param up how many of them answered
/// @param samples how many were stored, stale markers and report series among them
/// @param failures why targets are down or were not scraped, at most 50
/// @param lessOften jobs that asked for an interval shorter than the timer's
/// @param problems what else went wrong; an event that came too late or twice
public record ScrapeAnswer(
    Instant planned,
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
      EventReport report, PrometheusConfig config, Duration tick, Optional<String> configProblem) {
    List<String> problems = new ArrayList<>();
    configProblem.ifPresent(
        problem -> problems.add("still using the previous configuration: " + problem));
    return switch (report) {
      case EventReport.Scraped scraped -> {
        problems.addAll(scraped.problems());
        yield of(scraped, lessOften(config, tick), problems);
      }
      case EventReport.Missed missed -> {
        problems.add(
            "missed: the event planned for %s arrived at %s, a tick of %s or more away; nothing was scraped"
                .formatted(missed.planned(), missed.arrived(), tick));
        yield nothing(missed.planned(), problems);
      }
      case EventReport.Repeated repeated -> {
        problems.add(
            "repeated: the round of %s is done already, nothing was scraped for %s"
                .formatted(repeated.done(), repeated.planned()));
        yield nothing(repeated.planned(), problems);
      }
    };
  }

  private static ScrapeAnswer of(
      EventReport.Scraped report, List<String> lessOften, List<String> problems) {
    List<TargetStatus> targets = report.targets();
    return new ScrapeAnswer(
        report.planned(),
        targets.size(),
        targets.stream().filter(target -> target.health() == TargetHealth.UP).count(),
        report.samples(),
        targets.stream()
            .filter(target -> target.health() != TargetHealth.UP)
            .limit(MOST_FAILURES)
            .map(ScrapeAnswer::failure)
            .toList(),
        lessOften,
        problems);
  }

  private static ScrapeAnswer nothing(Instant planned, List<String> problems) {
    return new ScrapeAnswer(planned, 0, 0, 0, List.of(), List.of(), problems);
  }

  private static List<String> lessOften(PrometheusConfig config, Duration tick) {
    return config.scrapeConfigs().stream()
        .filter(job -> interval(job).compareTo(tick) < 0)
        .map(job -> "%s: each %s instead of %s".formatted(job.jobName(), tick, interval(job)))
        .toList();
  }

  private static Duration interval(ScrapeConfig job) {
    return job.scrapeInterval();
  }

  private static String failure(TargetStatus status) {
    String job = status.target().config().jobName();
    return "%s %s: %s".formatted(job, status.target().url(), status.lastError());
  }

  /// Whether somebody should read it.
  boolean worthALine() {
    return !failures.isEmpty() || !problems.isEmpty();
  }
}
