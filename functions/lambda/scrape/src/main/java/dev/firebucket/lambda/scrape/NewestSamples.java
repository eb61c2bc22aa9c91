package dev.firebucket.lambda.scrape;

import dev.firebucket.config.deployed.FunctionMetric;
import dev.firebucket.config.deployed.MetricLog;
import dev.firebucket.ingest.event.EventReport;
import dev.firebucket.ingest.event.PlannedRound;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// How old the newest stored samples of a shard are, for an alarm: reported after each run of it,
/// as far as this environment knows. Not safe for use by several threads.
final class NewestSamples {
  private final MetricLog log;
  private final InstantSource clock;
  private final Map<Integer, Instant> newest = new HashMap<>();

  NewestSamples(MetricLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /// Takes note of a run's report, and reports the age.
  EventReport after(PlannedRound round, EventReport report) {
    switch (report) {
      case EventReport.Scraped scraped -> {
        if (scraped.stored()) {
          stored(round, scraped.planned());
        }
      }
      case EventReport.Repeated repeated -> stored(round, repeated.planned());
      case EventReport.Overtaken overtaken -> stored(round, overtaken.done());
      case EventReport.Missed _ -> {}
    }
    Instant known = newest.get(round.shard());
    if (known != null) {
      report(known);
    } else if (report instanceof EventReport.Missed missed) {
      // Nothing is known of an older run, but this one's samples will never be there.
      report(missed.planned());
    }
    return report;
  }

  private void stored(PlannedRound round, Instant planned) {
    newest.merge(round.shard(), planned, (a, b) -> a.isAfter(b) ? a : b);
  }

  private void report(Instant since) {
    Duration age = Duration.between(since, clock.instant());
    log.report(FunctionMetric.NEWEST_SAMPLE_AGE, Math.max(0, age.toMillis() / 1000.0));
  }
}
