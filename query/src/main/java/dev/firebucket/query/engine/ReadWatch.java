package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryLimits;
import java.io.IOException;

/// Interrupts a thread that reads the store when its query is canceled or its time is over: it may
/// wait for what another query fetches, or for a store that does not answer.
final class ReadWatch {
  private final Thread thread = Thread.currentThread();
  private boolean ended;
  private boolean interrupted;

  private ReadWatch() {}

  /// Reads the store.
  @FunctionalInterface
  interface Reading<T> {
    T of() throws IOException;
  }

  /// Reads until the query ends.
  ///
  /// @throws dev.firebucket.query.error.PromqlException when it was canceled, or timed out
  static <T> T over(QueryLimits limits, Reading<T> reading) throws IOException {
    ReadWatch watch = new ReadWatch();
    try (QueryLimits.Watched _ = limits.whenEnded(watch::end)) {
      return reading.of();
    } catch (IOException | RuntimeException e) {
      if (watch.close()) {
        limits.check();
      }
      throw e;
    } finally {
      boolean _ = watch.close();
    }
  }

  private synchronized void end() {
    if (!ended) {
      interrupted = true;
      thread.interrupt();
    }
  }

  /// From now on no interrupt comes, and one that came is not left to what the thread does next.
  ///
  /// @return whether one came
  private synchronized boolean close() {
    if (!ended && interrupted) {
      boolean _ = Thread.interrupted();
    }
    ended = true;
    return interrupted;
  }
}
