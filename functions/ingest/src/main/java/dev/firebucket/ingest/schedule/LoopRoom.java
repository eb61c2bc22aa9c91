package dev.firebucket.ingest.schedule;

import dev.firebucket.ingest.scrape.ScrapeOutcome;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;

/// What a loop needs of the house around it.
interface LoopRoom {
  ScrapeTimer timer();

  /// Takes what a scrape wrote; returns at once.
  void take(ScrapeOutcome outcome);

  /// Takes stale markers; returns at once.
  void take(SampleBatch markers);

  /// Takes note of scrapes that were left out.
  void skipped(long ticks);

  /// Whether a target that is still there writes this series.
  boolean isAlive(LabelSet series);
}
