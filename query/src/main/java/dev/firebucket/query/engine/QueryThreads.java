package dev.firebucket.query.engine;

import dev.firebucket.query.arena.QueryLimits;
import dev.firebucket.query.error.PromqlException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/// Runs queries on platform threads, so many at once; the others wait for their turn.
final class QueryThreads implements AutoCloseable {
  /// DuckDB's binder and optimizer descend into a statement by recursion, without looking at what
  /// is left of the stack: a chain of 300 operators takes more than the usual megabyte, and its
  /// overflow would end the process. Only what is used is ever memory.
  private static final long STACK_BYTES = 256L << 20;

  /// So many may wait for each that runs: the next is refused at once, since it would wait for
  /// minutes.
  private static final int WAITING_PER_TURN = 50;

  private final FairTurns turns;
  private final ExecutorService executor = Executors.newCachedThreadPool(factory("query-"));

  QueryThreads(int maxConcurrency) {
    this.turns = new FairTurns(maxConcurrency, maxConcurrency * WAITING_PER_TURN);
  }

  /// Runs a query and waits for it; an interrupt cancels it.
  ///
  /// @throws PromqlException what the query throws; of type `TIMEOUT` when its turn does not come,
  ///   `UNAVAILABLE` when too many wait already
  <T> T run(QueryLimits limits, Callable<T> query) {
    awaitTurn(limits.remainingNanos());
    try {
      Future<T> running = executor.submit(query);
      try {
        return running.get();
      } catch (InterruptedException e) {
        limits.cancel();
        awaitEnd(running);
        throw canceledIn("query execution");
      } catch (ExecutionException e) {
        throw unwrapped(e);
      }
    } finally {
      turns.giveBack();
    }
  }

  private void awaitTurn(long patienceNanos) {
    FairTurns.Outcome outcome;
    try {
      outcome = turns.take(QueryCaller.current(), patienceNanos);
    } catch (InterruptedException e) {
      throw canceledIn("query queue");
    }
    switch (outcome) {
      case TAKEN -> {}
      case TOO_LATE ->
          throw new PromqlException(
              PromqlException.Type.TIMEOUT, "query timed out in query queue", null);
      case REFUSED ->
          throw new PromqlException(
              PromqlException.Type.UNAVAILABLE,
              "too many queries wait for their turn (%d); try again later, or raise --query.max-concurrency"
                  .formatted(turns.waiting()),
              null);
    }
  }

  /// A canceled query runs until it notices: its turn, and its place in the count of running ones,
  /// are its own until then.
  private static void awaitEnd(Future<?> running) {
    while (!running.isDone()) {
      try {
        var _ = running.get();
      } catch (InterruptedException | ExecutionException e) {
        // Interrupted once more, or ended with the error that cancelling made.
      }
    }
  }

  private static PromqlException canceledIn(String stage) {
    Thread.currentThread().interrupt();
    return new PromqlException(
        PromqlException.Type.CANCELED, "query was canceled in " + stage, null);
  }

  /// Makes threads that run SQL of queries.
  static ThreadFactory factory(String prefix) {
    return Thread.ofPlatform().daemon().name(prefix, 0).stackSize(STACK_BYTES).factory();
  }

  static RuntimeException unwrapped(ExecutionException error) {
    return switch (error.getCause()) {
      case PromqlException promql -> promql;
      case RuntimeException other ->
          new PromqlException(
              PromqlException.Type.INTERNAL, "unexpected error: " + other, null, other);
      case null -> new IllegalStateException(error);
      case Error fatal -> throw fatal;
      case Throwable other -> new IllegalStateException(other);
    };
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
