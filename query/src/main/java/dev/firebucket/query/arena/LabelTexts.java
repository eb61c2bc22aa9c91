package dev.firebucket.query.arena;

import dev.firebucket.query.error.PromqlException;
import java.util.concurrent.atomic.AtomicLong;

/// The texts that one query makes of others, by `label_join` and the like: a query can double one
/// each time it is asked to. All queries of the process share their memory, an eighth of the heap.
/// Safe for use by several threads.
public final class LabelTexts {
  private static final int BYTES_OF_CHARACTER = 2;

  private final Shared shared;
  private final AtomicLong own = new AtomicLong();

  LabelTexts(Shared shared) {
    this.shared = shared;
  }

  /// What the texts of all queries take.
  static final class Shared {
    private final long most;
    private final AtomicLong held = new AtomicLong();

    /// @param most bytes
    Shared(long most) {
      this.most = most;
    }

    static Shared ofHeap() {
      return new Shared(Runtime.getRuntime().maxMemory() / 8);
    }

    long held() {
      return held.get();
    }
  }

  /// Asks for room before a text is made.
  ///
  /// @throws PromqlException of type `EXECUTION` when there is none
  public void checkRoomFor(long characters) {
    if (shared.held.get() + characters * BYTES_OF_CHARACTER > shared.most) {
      throw tooMuch();
    }
  }

  /// Counts a text that is now held.
  ///
  /// @throws PromqlException of type `EXECUTION` when there is no room
  void hold(long characters) {
    long bytes = characters * BYTES_OF_CHARACTER;
    own.addAndGet(bytes);
    if (shared.held.addAndGet(bytes) > shared.most) {
      throw tooMuch();
    }
  }

  /// Says that nothing is held any more.
  void giveBack() {
    shared.held.addAndGet(-own.getAndSet(0));
  }

  private PromqlException tooMuch() {
    return new PromqlException(
        PromqlException.Type.EXECUTION,
        "query processing would hold too much text in labels: at most %d bytes for all queries"
            .formatted(shared.most),
        null);
  }
}
