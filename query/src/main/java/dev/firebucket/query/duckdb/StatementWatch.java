package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryLimits;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Cancels a statement when its query is canceled or its time is over, so that DuckDB stops in the
/// middle of a scan.
final class StatementWatch {
  private static final ScheduledThreadPoolExecutor TIMER =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("query-timeouts").factory());

  static {
    // Queries end long before their time: their statements are not to be held until then.
    TIMER.setRemoveOnCancelPolicy(true);
  }

  private final Statement statement;
  private boolean ended;

  private StatementWatch(Statement statement) {
    this.statement = statement;
  }

  /// Watches until closed; a cancel that comes later hits no statement that runs then.
  static AutoCloseable over(Statement statement, QueryLimits limits) {
    StatementWatch watch = new StatementWatch(statement);
    Future<?> timeout =
        TIMER.schedule(watch::cancel, limits.remainingNanos(), TimeUnit.NANOSECONDS);
    AutoCloseable canceled = limits.whenCanceled(watch::cancel);
    return () -> {
      canceled.close();
      timeout.cancel(false);
      watch.end();
    };
  }

  private synchronized void end() {
    ended = true;
  }

  private synchronized void cancel() {
    try {
      if (!ended) {
        statement.cancel();
      }
    } catch (SQLException e) {
      // It ended by itself in the same moment.
    }
  }
}
