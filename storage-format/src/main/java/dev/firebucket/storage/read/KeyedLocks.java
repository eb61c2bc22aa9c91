package dev.firebucket.storage.read;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Lets one thread at a time work on a key: what several want is fetched once. Who waits can be
/// interrupted, and the work of the others goes on.
final class KeyedLocks {
  private final Map<String, Held> locks = new ConcurrentHashMap<>();

  /// A lock, and how many hold it or wait for it.
  private static final class Held {
    private final ReentrantLock lock = new ReentrantLock();
    private int users;
  }

  /// What is done for a key.
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /// @throws InterruptedIOException when the thread is interrupted while it waits for others
  <T> T with(String key, Work<T> work) throws IOException {
    Held held =
        locks.compute(
            key,
            (any, known) -> {
              Held one = known == null ? new Held() : known;
              one.users++;
              return one;
            });
    try {
      held.lock.lockInterruptibly();
      try {
        return work.run();
      } finally {
        held.lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while another query read '" + key + "'");
    } finally {
      var _ = locks.computeIfPresent(key, (any, known) -> --known.users == 0 ? null : known);
    }
  }
}
