package dev.firebucket.ingest.gathering;

import java.time.Duration;

/// How requests are gathered.
///
/// @param window how long the queue waits for more before it hands messages over; a process that
///   has stored nothing for as long stores the next request at once
/// @param longestMessage of the queue, in bytes
public record GatheringOptions(Duration window, int longestMessage) {
  public GatheringOptions {
    if (window.isNegative() || window.isZero() || longestMessage < 1) {
      throw new IllegalArgumentException(
          "window and longestMessage must be above 0: " + window + ", " + longestMessage);
    }
  }
}
