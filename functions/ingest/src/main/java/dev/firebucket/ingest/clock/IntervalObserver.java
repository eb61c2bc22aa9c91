package dev.firebucket.ingest.clock;

import java.time.Duration;

/// Is told how far apart the scrapes of a target really are, from the second one on. Safe for use
/// by several threads.
@FunctionalInterface
public interface IntervalObserver {
  /// @param interval that the target should have
  /// @param actual from the begin of one scrape to the begin of the next
  void scraped(Duration interval, Duration actual);
}
