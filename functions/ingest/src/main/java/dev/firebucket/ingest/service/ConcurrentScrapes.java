package dev.firebucket.ingest.service;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs scrapes side by side, a virtual thread for each, no more at a time than allowed.
final class ConcurrentScrapes {
  private ConcurrentScrapes() {}

  /// Returns when every scrape has ended, or when the time is over and those that began by then
  /// have ended; each has a timeout of its own.
  static void run(List<ScrapeTask> tasks, long timestampMillis, int concurrency, Duration budget)
      throws InterruptedException {
    long end = System.nanoTime() + budget.toNanos();
    Semaphore permits = new Semaphore(concurrency);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (ScrapeTask task : tasks) {
        if (!permits.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          break;
        }
        threads.execute(
            () -> {
              try {
                task.run(timestampMillis);
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              } finally {
                permits.release();
              }
            });
      }
    }
  }
}
