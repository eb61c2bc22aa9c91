package dev.firebucket.storage.object.aws;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// How many exchanges run at once; the others wait in the order in which they came, without a
/// thread.
final class Turns {
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private final AtomicInteger givenBack = new AtomicInteger();
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

  /// In a loop: where one after the other fails as soon as it is started, each would end inside of
  /// the one before.
  private void next() {
    if (givenBack.getAndIncrement() > 0) {
      return;
    }
    do {
      Waiting next = polled();
      if (next != null) {
        run(next);
      }
    } while (givenBack.decrementAndGet() > 0);
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
