package dev.firebucket.local.up;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Stops several services in parallel, so that the process ends within a second.
final class Ending {
  private static final long PATIENCE_MILLIS = 700;

  private Ending() {}

  /// Returns when all have ended, or when patience is over: what a service still does then ends
  /// with the process, as if it had been killed, which every service survives.
  static void together(Runnable... endings) {
    List<Thread> threads =
        Arrays.stream(endings)
            .map(ending -> Thread.ofPlatform().daemon().name("ending").start(ending))
            .toList();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    try {
      for (Thread thread : threads) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        thread.join(Math.max(1, left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
