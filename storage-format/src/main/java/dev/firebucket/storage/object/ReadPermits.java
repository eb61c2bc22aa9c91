package dev.firebucket.storage.object;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/// How many reads of a store run at once; others wait for their turn. Safe for use by several
/// threads.
public final class ReadPermits {
  private final Semaphore turns;

  /// @param atOnce above 0
  public ReadPermits(int atOnce) {
    this.turns = new Semaphore(atOnce, true);
  }

  /// A turn, until closed.
  @FunctionalInterface
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /// Waits for a turn.
  ///
  /// @throws InterruptedIOException when the thread is interrupted while it waits
  public Turn take() throws InterruptedIOException {
    try {
      turns.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before a part of an object was read");
    }
    return turns::release;
  }
}
