package dev.firebucket.local.http;

import dev.firebucket.api.routing.Work;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Who answers requests: threads of their own for each kind of work, so that five hundred queries
/// do not keep anybody from writing, or from asking for the health of the process.
///
/// Queries compute on threads of the engine, and writes wait for the store: what waits for them
/// holds a virtual thread, which is next to nothing.
final class RequestThreads implements AutoCloseable {
  /// So many requests of a kind may be under way; the next is refused at once.
  private static final int MOST_WAITING = 2_000;

  private static final int LIGHT_THREADS = 4;
  private static final int LOOKUP_THREADS = 8;
  private static final long IDLE_SECONDS = 60;

  private final ExecutorService light = pool("light-", LIGHT_THREADS);
  private final ExecutorService lookups = pool("lookup-", LOOKUP_THREADS);
  private final ExecutorService waiting =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
  private final Semaphore writes = new Semaphore(MOST_WAITING);
  private final Semaphore queries = new Semaphore(MOST_WAITING);

  private static ExecutorService pool(String name, int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name(name, 0).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /// Does what a request asks for.
  ///
  /// @throws RejectedExecutionException when too many requests of this kind are under way
  <T> CompletableFuture<T> run(Work work, Callable<T> request) {
    return switch (work) {
      case LIGHT -> on(light, request);
      case LOOKUP -> on(lookups, request);
      case WRITE -> bounded(writes, request);
      case QUERY -> bounded(queries, request);
    };
  }

  private <T> CompletableFuture<T> bounded(Semaphore room, Callable<T> request) {
    if (!room.tryAcquire()) {
      throw new RejectedExecutionException("no room for one more");
    }
    return on(waiting, request).whenComplete((_, _) -> room.release());
  }

  private static <T> CompletableFuture<T> on(Executor threads, Callable<T> request) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            answer.complete(request.call());
          } catch (Throwable failure) {
            answer.completeExceptionally(failure);
          }
        });
    return answer;
  }

  @Override
  public void close() {
    light.shutdownNow();
    lookups.shutdownNow();
    waiting.shutdownNow();
  }
}
