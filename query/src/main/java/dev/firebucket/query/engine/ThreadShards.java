package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.shard.ShardAnswer;
import dev.firebucket.query.shard.ShardRunner;
import dev.firebucket.query.shard.ShardTask;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Runs tasks on threads of this process.
///
/// @param atOnce how many run at a time
/// @param work what a task is
record ThreadShards(int atOnce, Work work) implements ShardRunner {
  /// Answers that wait for one before them are held: no more than these.
  private static final int AHEAD = 2;

  /// Does a task.
  @FunctionalInterface
  interface Work {
    ShardAnswer run(ShardTask task, QueryLimits limits);
  }

  private record Running(Future<ShardAnswer> answer, QueryLimits limits) {}

  @Override
  public void run(List<ShardTask> tasks, QueryLimits limits, Predicate<ShardAnswer> answered) {
    Queue<Running> running = new ConcurrentLinkedQueue<>();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(atOnce, QueryThreads.factory("query-shard-"))) {
      try {
        int next = 0;
        boolean goesOn = true;
        while (goesOn && (next < tasks.size() || !running.isEmpty())) {
          while (next < tasks.size() && running.size() < atOnce * AHEAD) {
            running.add(start(tasks.get(next++), limits.part(), threads, running, failure));
          }
          Running first = running.element();
          goesOn = answered.test(await(first, failure));
          first.limits().giveBack();
          running.remove();
        }
      } finally {
        cancel(running);
      }
    }
    running.forEach(one -> one.limits().giveBack());
  }

  /// An error ends the query, so it ends the other tasks at once.
  private Running start(
      ShardTask task,
      QueryLimits limits,
      ExecutorService threads,
      Queue<Running> running,
      AtomicReference<@Nullable Throwable> failure) {
    Future<ShardAnswer> answer =
        threads.submit(
            () -> {
              try {
                ShardAnswer found = work.run(task, limits);
                limits.giveBack();
                limits.hold(found.values());
                return found;
              } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                cancel(running);
                throw e;
              }
            });
    return new Running(answer, limits);
  }

  private static void cancel(Queue<Running> running) {
    running.forEach(one -> one.limits().cancel());
  }

  /// @param failure the first in time: those after it may come of cancelling
  private static ShardAnswer await(Running shard, AtomicReference<@Nullable Throwable> failure) {
    try {
      return shard.answer().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PromqlException(
          PromqlException.Type.CANCELED, "query was canceled in query execution", null, e);
    } catch (ExecutionException e) {
      Throwable first = failure.get();
      throw QueryThreads.unwrapped(first == null ? e : new ExecutionException(first));
    }
  }
}
