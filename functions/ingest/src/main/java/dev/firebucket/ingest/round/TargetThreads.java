package dev.firebucket.ingest.round;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/// The fan-out of a round: each piece of work on a thread of its own, so many at the same time, in
/// the order given.
final class TargetThreads {
  private TargetThreads() {}

  /// Begins the work; who cancels interrupts what runs.
  ///
  /// @param done is told of each piece, on its thread
  /// @param failed is told of the first piece that could not be done; nothing more is begun then
  static <T, R> Cancellable each(
      List<T> items,
      int concurrency,
      RoundTime time,
      Function<T, Callable<R>> work,
      Consumer<R> done,
      Consumer<Throwable> failed) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUni(item -> run("scrape " + item, work.apply(item), time))
        .merge(concurrency)
        .subscribe()
        .with(done, failed);
  }

  private static <R> Uni<R> run(String name, Callable<R> work, RoundTime time) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Thread thread =
                  time.start(
                      name,
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
            });
  }
}
