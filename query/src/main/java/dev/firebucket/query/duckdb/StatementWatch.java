package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryLimits;
import java.sql.SQLException;
import java.sql.Statement;

/// Cancels a statement when its query is canceled or its time is over, so that DuckDB stops in the
/// middle of a scan.
final class StatementWatch {
  private final Statement statement;
  private boolean ended;

  private StatementWatch(Statement statement) {
    this.statement = statement;
  }

  /// Watches until closed; a cancel that comes later hits no statement that runs then.
  static AutoCloseable over(Statement statement, QueryLimits limits) {
    StatementWatch watch = new StatementWatch(statement);
    QueryLimits.Watched watched = limits.whenEnded(watch::cancel);
    return () -> {
      watched.close();
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
