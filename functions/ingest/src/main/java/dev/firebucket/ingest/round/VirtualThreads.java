package dev.firebucket.ingest.round;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Blocking work as a part of a Mutiny pipeline.
final class VirtualThreads {
  private VirtualThreads() {}

  /// Runs the work on a virtual thread of its own as soon as somebody subscribes; who cancels
  /// interrupts it.
  static <T> Uni<T> run(String name, Callable<T> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Thread thread =
                  Thread.ofVirtual()
                      .name(name)
                      .unstarted(
                          () -> {
                            try {
                              emitter.complete(work.call());
                            } catch (Throwable failed) {
                              emitter.fail(failed);
                            }
                          });
              emitter.onTermination(
                  () -> {
                    if (!Thread.currentThread().equals(thread)) {
                      thread.interrupt();
                    }
                  });
              thread.start();
            });
  }

  /// Waits for the result.
  ///
  /// @throws InterruptedException when the thread is interrupted: what still runs is interrupted
  ///   too
  static <T> T await(Uni<T> result) throws InterruptedException {
    CompletableFuture<T> future = result.subscribeAsCompletionStage();
    try {
      return future.get();
    } catch (InterruptedException interrupted) {
      future.cancel(true);
      throw interrupted;
    } catch (ExecutionException failed) {
      throw new IllegalStateException("scraping failed for a reason of our own", failed.getCause());
    }
  }
}
