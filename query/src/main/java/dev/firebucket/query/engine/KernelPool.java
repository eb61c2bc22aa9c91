package dev.firebucket.query.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Spreads series over the cores. The calling thread takes its share.
final class KernelPool implements AutoCloseable {
  /// Series that one task takes at a time.
  private static final int BATCH = 32;

  /// Below this many values to compute, handing over costs more than it saves.
  private static final long WORTH_SPREADING = 50_000;

  private final int helpers;
  private final ExecutorService executor;

  KernelPool(int cores) {
    this.helpers = cores - 1;
    ThreadFactory threads = Thread.ofPlatform().daemon().name("query-kernel-", 0).factory();
    this.executor = Executors.newFixedThreadPool(Math.max(1, helpers), threads);
  }

  /// Calls `body` for every index below `count`, in any order, and returns when all are done.
  ///
  /// @param values how many values there are to compute in all
  void forEach(int count, long values, IntConsumer body) {
    if (helpers == 0 || values < WORTH_SPREADING || count <= BATCH) {
      for (int i = 0; i < count; i++) {
        body.accept(i);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int from = next.getAndAdd(BATCH); from < count; from = next.getAndAdd(BATCH)) {
            for (int i = from; i < Math.min(count, from + BATCH); i++) {
              body.accept(i);
            }
          }
        };
    List<Future<?>> shares = new ArrayList<>();
    for (int i = 0; i < helpers; i++) {
      shares.add(executor.submit(share));
    }
    share.run();
    shares.forEach(KernelPool::await);
  }

  private static void await(Future<?> share) {
    try {
      share.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while series were computed", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
