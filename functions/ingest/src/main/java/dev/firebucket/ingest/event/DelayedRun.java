package dev.firebucket.ingest.event;

import java.time.Duration;

/// A run that a queue is to hand out later.
///
/// @param round what it is to do
/// @param delay until then, in whole seconds
public record DelayedRun(PlannedRound round, Duration delay) {
  public DelayedRun {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a run cannot be laid into the past: " + delay);
    }
  }
}
