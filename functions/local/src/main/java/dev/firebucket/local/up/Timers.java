package dev.firebucket.local.up;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fires services at intervals, each on a thread of its own, so that a slow one delays no other. In
/// the cloud EventBridge Scheduler does this.
final class Timers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
  private static final long PATIENCE_MILLIS = 700;

  private final java.util.List<ScheduledExecutorService> clocks = new java.util.ArrayList<>();

  /// A task that may fail; it is tried again at its next time.
  @FunctionalInterface
  interface Task {
    void run() throws Exception;
  }

  /// Runs a task again and again; the next run begins an interval after the end of the last.
  void every(String name, Duration first, Duration interval, Task task) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("timer-" + name).factory());
    clocks.add(clock);
    var _ =
        clock.scheduleWithFixedDelay(
            () -> run(name, task), first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void run(String name, Task task) {
    try {
      task.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("{} failed and is tried again at its next time: {}", name, e.getMessage());
      LOG.debug("{} failed", name, e);
    }
  }

  /// Lets no new run begin, and gives the running ones a moment to end; what they leave undone is
  /// done after the next start.
  @Override
  public void close() {
    clocks.forEach(ScheduledExecutorService::shutdownNow);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    for (ScheduledExecutorService clock : clocks) {
      try {
        boolean _ =
            clock.awaitTermination(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
