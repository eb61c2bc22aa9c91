package dev.firebucket.storage.object.aws;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// How many exchanges run at once; the others wait in the order in which they came, without a
/// thread.
final class Turns {
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private int free;

  Turns(int atOnce) {
    this.free = atOnce;
  }

  private record Waiting(CompletableFuture<?> done, Runnable start) {}

  /// Starts something now or later, unless it is done by then.
  ///
  /// @param done ends the turn
  void take(CompletableFuture<?> done, Runnable start) {
    synchronized (this) {
      if (free == 0) {
        waiting.add(new Waiting(done, start));
        return;
      }
      free--;
    }
    run(new Waiting(done, start));
  }

  private void run(Waiting one) {
    var _ = one.done.whenComplete((_, _) -> next());
    one.start.run();
  }

  private void next() {
    Waiting next = polled();
    if (next != null) {
      run(next);
    }
  }

  /// Who gave up while waiting has no turn; without anybody the turn is free.
  private synchronized @Nullable Waiting polled() {
    Waiting next = waiting.poll();
    while (next != null && next.done.isDone()) {
      next = waiting.poll();
    }
    if (next == null) {
      free++;
    }
    return next;
  }
}
