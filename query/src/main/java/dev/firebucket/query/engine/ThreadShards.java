package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.shard.ShardAnswer;
import dev.firebucket.query.shard.ShardRunner;
import dev.firebucket.query.shard.ShardTask;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

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
    Deque<Running> running = new ArrayDeque<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(atOnce, QueryThreads.factory("query-shard-"))) {
      try {
        int next = 0;
        boolean goesOn = true;
        while (goesOn && (next < tasks.size() || !running.isEmpty())) {
          while (next < tasks.size() && running.size() < atOnce * AHEAD) {
            running.add(start(tasks.get(next++), limits, threads));
          }
          goesOn = answered.test(await(running.remove()));
        }
      } finally {
        running.forEach(one -> one.limits().cancel());
      }
    }
  }

  private Running start(ShardTask task, QueryLimits whole, ExecutorService threads) {
    QueryLimits limits = whole.part();
    Future<ShardAnswer> answer =
        threads.submit(
            () -> {
              try {
                return work.run(task, limits);
              } finally {
                limits.giveBack();
              }
            });
    return new Running(answer, limits);
  }

  private static ShardAnswer await(Running shard) {
    try {
      return shard.answer().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PromqlException(
          PromqlException.Type.CANCELED, "query was canceled in query execution", null, e);
    } catch (ExecutionException e) {
      throw QueryThreads.unwrapped(e);
    }
  }
}
