package dev.firebucket.ingest.scrape;

import dev.firebucket.ingest.target.Target;
import dev.firebucket.ingest.target.TargetHealth;
import dev.firebucket.storage.model.SampleBatch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of one scrape.
///
/// @param target what was scraped
/// @param timestampMillis the time of its samples, milliseconds since the epoch
/// @param duration from the request to the last sample read
/// @param counts what was counted, also where the scrape failed
/// @param bodyBytes size of the body uncompressed; 0 where the scrape failed, -1 where it was
///   larger than the limit
/// @param error why it failed, null where it did not
/// @param unreached whether it failed because no connection came about in all its time
/// @param samples everything to store: samples, stale markers, report series
public record ScrapeOutcome(
    Target target,
    long timestampMillis,
    Duration duration,
    ScrapeCounts counts,
    long bodyBytes,
    @Nullable String error,
    boolean unreached,
    SampleBatch samples) {

  public TargetHealth health() {
    return error == null ? TargetHealth.UP : TargetHealth.DOWN;
  }
}
