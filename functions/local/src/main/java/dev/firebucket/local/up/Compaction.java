package dev.firebucket.local.up;

import dev.firebucket.config.metrics.CompactionMetrics;
import dev.firebucket.storage.compaction.CompactionReport;
import dev.firebucket.storage.compaction.Compactor;
import dev.firebucket.storage.retention.RetentionPolicy;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the compaction timer fires, with its numbers for `/metrics`.
final class Compaction {
  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

  private final Compactor compactor;
  private final InstantSource clock;
  private final CompactionMetrics metrics;

  /// @param retention what the compactor applies
  Compaction(Compactor compactor, InstantSource clock, Supplier<RetentionPolicy> retention) {
    this.compactor = compactor;
    this.metrics = new CompactionMetrics(retention);
    this.clock = clock;
  }

  /// Merges what is due.
  ///
  /// @throws IOException when the store does not answer; the next run goes on
  void run() throws IOException {
    try {
      CompactionReport report = compactor.compact(clock.instant());
      metrics.ran(report);
      report.problems().forEach(problem -> LOG.warn("compaction: {}", problem));
      if (report.writtenFiles() > 0) {
        LOG.debug("compaction {}", report);
      }
    } catch (IOException e) {
      metrics.failed();
      throw e;
    }
  }

  /// What merges, for whoever deletes.
  Compactor compactor() {
    return compactor;
  }

  CompactionMetrics metrics() {
    return metrics;
  }
}
