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
    boolean isThere =
        switch (report) {
          case EventReport.Scraped scraped -> scraped.stored();
          case EventReport.Repeated _ -> true;
          case EventReport.Missed _, EventReport.Overtaken _ -> false;
        };
    if (isThere) {
      newest.merge(round.shard(), report.planned(), (a, b) -> a.isAfter(b) ? a : b);
    }
    Instant known = newest.get(round.shard());
    if (known != null) {
      Duration age = Duration.between(known, clock.instant());
      log.report(FunctionMetric.NEWEST_SAMPLE_AGE, Math.max(0, age.toMillis() / 1000.0));
    }
    return report;
  }
}
