package dev.firebucket.query.duckdb;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.duckdb.DuckDBConnection;

/// Connections to one DuckDB database in memory, lent to one thread at a time.
final class ConnectionPool {
  private final DuckDBConnection root;
  private final ConcurrentLinkedDeque<DuckDBConnection> idle = new ConcurrentLinkedDeque<>();

  /// Opens the database.
  ///
  /// @param settings SQL to run first
  ConnectionPool(List<String> settings) {
    try {
      root = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
      try (Statement statement = root.createStatement()) {
        for (String setting : settings) {
          statement.execute(setting);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not open: " + e.getMessage(), e);
    }
  }

  DuckDBConnection root() {
    return root;
  }

  /// Lends a connection until the lease is closed.
  Lease lease() throws SQLException {
    DuckDBConnection connection = idle.pollFirst();
    return new Lease(connection == null ? root.duplicate() : connection);
  }

  /// A connection that goes back to the pool when closed.
  final class Lease implements AutoCloseable {
    private final DuckDBConnection connection;

    private Lease(DuckDBConnection connection) {
      this.connection = connection;
    }

    DuckDBConnection connection() {
      return connection;
    }

    @Override
    public void close() {
      idle.addFirst(connection);
    }
  }
}
