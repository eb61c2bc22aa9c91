package dev.firebucket.ingest.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A clock that stands still until a test moves it; sleepers wake when their time has come.
public final class ManualTimer implements ScrapeTimer {
  private Instant now;
  private final List<Instant> alarms = new ArrayList<>();

  public ManualTimer(Instant start) {
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

  /// Whether so many threads sleep, all of them into the future: all that they had to do is done.
  public synchronized boolean sleeps(int count) {
    return alarms.size() == count && alarms.stream().allMatch(now::isBefore);
  }

  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
    notifyAll();
  }
}
