package dev.firebucket.lambda.scrape;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.event.EventReport;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.TargetHealth;
import dev.firebucket.lambda.start.EventJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an invocation did, short enough for a log line. One that fails answers with an error
/// instead.
///
/// @param planned the time of its samples, of the last run where there are several
/// @param targets how many were due
/// @param up how many of them answered
/// @param samples how many were stored, stale markers and report series among them
/// @param laid how many other runs of the minute were laid into the queue
/// @param failures why targets are down or were not scraped, at most 50
/// @param lessOften jobs that asked for an interval shorter than the timer's
/// @param problems what else went wrong; an event that came too late or twice
public record ScrapeAnswer(
    Instant planned,
    int targets,
    long up,
    int samples,
    int laid,
    List<String> failures,
    List<String> lessOften,
    List<String> problems) {
  private static final int MOST_FAILURES = 50;

  public ScrapeAnswer {
    failures = failures.stream().limit(MOST_FAILURES).toList();
    lessOften = List.copyOf(lessOften);
    problems = List.copyOf(problems);
  }

  /// For whoever reads the answer. Failed items are none: messages that fail make the whole
  /// invocation fail, which Lambda counts as an error, and a mapping that asks for failed items
  /// finds that there are none.
  byte[] json() throws IOException {
    return EventJson.write(
        json -> {
          json.writeStringField("planned", planned.toString());
          json.writeNumberField("targets", targets);
          json.writeNumberField("up", up);
          json.writeNumberField("samples", samples);
          json.writeNumberField("laid", laid);
          EventJson.texts(json, "failures", failures);
          EventJson.texts(json, "lessOften", lessOften);
          EventJson.texts(json, "problems", problems);
          EventJson.texts(json, "batchItemFailures", List.of());
        });
  }

  /// Nothing was to be done.
  static ScrapeAnswer nothing(Instant planned, List<String> problems) {
    return new ScrapeAnswer(planned, 0, 0, 0, 0, List.of(), List.of(), problems);
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
            "missed: the event planned for %s arrived at %s, more than a tick of %ds away; nothing was scraped"
                .formatted(missed.planned(), missed.arrived(), tick.toSeconds()));
        yield nothing(missed.planned(), problems);
      }
      case EventReport.Repeated repeated -> {
        problems.add(
            "repeated: the run of %s is done already, its samples are stored"
                .formatted(repeated.planned()));
        yield nothing(repeated.planned(), problems);
      }
      case EventReport.Overtaken overtaken -> {
        problems.add(
            "overtaken: the run of %s is done already, nothing was scraped for the earlier %s"
                .formatted(overtaken.done(), overtaken.planned()));
        yield nothing(overtaken.planned(), problems);
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
        0,
        targets.stream()
            .filter(target -> target.health() != TargetHealth.UP)
            .map(ScrapeAnswer::failure)
            .toList(),
        lessOften,
        problems);
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

  /// This and another one of the same invocation.
  ScrapeAnswer and(ScrapeAnswer next) {
    return new ScrapeAnswer(
        next.planned,
        targets + next.targets,
        up + next.up,
        samples + next.samples,
        laid + next.laid,
        both(failures, next.failures),
        next.lessOften.isEmpty() ? lessOften : next.lessOften,
        both(problems, next.problems));
  }

  private static List<String> both(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  /// The same of an invocation that also laid runs into the queue.
  ScrapeAnswer withLaid(int runs, List<String> moreProblems) {
    return new ScrapeAnswer(
        planned, targets, up, samples, runs, failures, lessOften, both(moreProblems, problems));
  }

  /// Whether somebody should read it.
  boolean worthALine() {
    return !failures.isEmpty() || !problems.isEmpty();
  }
}
