package dev.firebucket.ingest.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A clock that stands still until a test moves it; sleepers wake when their time has come.
final class ManualTimer implements ScrapeTimer {
  private Instant now;
  private final List<Instant> alarms = new ArrayList<>();

  ManualTimer(Instant start) {
    now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Instant until = now.plus(duration);
    alarms.add(until);
    notifyAll();
    try {
      while (now.isBefore(until)) {
        wait();
      }
    } finally {
      alarms.remove(until);
    }
  }

  /// Waits until so many threads sleep: all that they had to do is done.
  synchronized void awaitSleepers(int count) throws InterruptedException {
    while (alarms.stream().filter(now::isBefore).count() != count || alarms.size() != count) {
      wait(10);
    }
  }

  synchronized void advance(Duration duration) {
    now = now.plus(duration);
    notifyAll();
  }
}
