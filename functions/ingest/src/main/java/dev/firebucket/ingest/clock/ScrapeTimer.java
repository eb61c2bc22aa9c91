package dev.firebucket.ingest.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The time of scrape loops: a clock that can also be waited on.
public interface ScrapeTimer extends InstantSource {
  /// Waits for some time.
  ///
  /// @throws InterruptedException when the thread is to end
  void sleep(Duration duration) throws InterruptedException;

  /// The clock of this machine.
  static ScrapeTimer system() {
    return new ScrapeTimer() {
      @Override
      public Instant instant() {
        return InstantSource.system().instant();
      }

      @Override
      public void sleep(Duration duration) throws InterruptedException {
        if (duration.isPositive()) {
          Thread.sleep(duration);
        }
      }
    };
  }
}
