package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryLimits;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Cancels a statement when its query is canceled or its time is over, so that DuckDB stops in the
/// middle of a scan.
final class StatementWatch {
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "query-timeouts");
            thread.setDaemon(true);
            return thread;
          });

  private StatementWatch() {}

  /// Watches until closed.
  static AutoCloseable over(Statement statement, QueryLimits limits) {
    Future<?> cancel =
        TIMER.schedule(() -> cancel(statement), limits.remainingNanos(), TimeUnit.NANOSECONDS);
    AutoCloseable canceled = limits.whenCanceled(() -> cancel(statement));
    return () -> {
      canceled.close();
      cancel.cancel(false);
    };
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      // It ended by itself in the same moment.
    }
  }
}
