package dev.firebucket.local.up;

import dev.firebucket.storage.compaction.CompactionReport;
import dev.firebucket.storage.compaction.Compactor;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the compaction timer fires, with its numbers for `/metrics`.
final class Compaction {
  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

  private final Compactor compactor;
  private final InstantSource clock;
  private final AtomicLong runs = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong objectsTakenIn = new AtomicLong();
  private final AtomicLong samplesWritten = new AtomicLong();

  Compaction(Compactor compactor, InstantSource clock) {
    this.compactor = compactor;
    this.clock = clock;
  }

  /// Merges what is due.
  ///
  /// @throws IOException when the store does not answer; the next run goes on
  void run() throws IOException {
    Instant now = clock.instant();
    try {
      CompactionReport report = compactor.compact(now);
      runs.incrementAndGet();
      objectsTakenIn.addAndGet(report.tailObjects());
      samplesWritten.addAndGet(report.samplesWritten());
      report.problems().forEach(problem -> LOG.warn("compaction: {}", problem));
      if (report.writtenFiles() > 0) {
        LOG.debug("compaction {}", report);
      }
    } catch (IOException e) {
      failures.incrementAndGet();
      throw e;
    }
  }

  long runs() {
    return runs.get();
  }

  long failures() {
    return failures.get();
  }

  long objectsTakenIn() {
    return objectsTakenIn.get();
  }

  long samplesWritten() {
    return samplesWritten.get();
  }
}
