package dev.firebucket.local.http;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of request bodies the process holds at a time, from their first byte to their
/// answer. Thread-safe.
final class BodyBudget {
  private final long most;
  private final AtomicLong held = new AtomicLong();

  /// @param most bytes of all bodies together
  BodyBudget(long most) {
    this.most = most;
  }

  /// A quarter of the heap: a body is decoded into about three times its bytes.
  static BodyBudget ofHeap() {
    return new BodyBudget(Runtime.getRuntime().maxMemory() / 4);
  }

  /// A body begins, of no bytes yet.
  Share share() {
    return new Share();
  }

  /// Bytes that are held now.
  long held() {
    return held.get();
  }

  /// What one body holds. Not thread-safe, but it may be closed by any thread, and several times.
  final class Share implements AutoCloseable {
    private final AtomicLong mine = new AtomicLong();

    /// More of the body is there.
    ///
    /// @return false when there is no room for it; then it is not counted
    boolean add(int bytes) {
      if (held.addAndGet(bytes) > most) {
        held.addAndGet(-bytes);
        return false;
      }
      mine.addAndGet(bytes);
      return true;
    }

    @Override
    public void close() {
      held.addAndGet(-mine.getAndSet(0));
    }
  }
}
