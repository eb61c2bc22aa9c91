package dev.firebucket.query.duckdb;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;

/// Connections to one DuckDB database in memory, lent to one thread at a time.
///
/// A connection keeps the statements that it prepared last: to parse, bind and optimise the SQL of
/// a small query takes DuckDB longer than to run it.
final class ConnectionPool {
  /// Prepared statements that a connection keeps. With its plan a statement holds what its
  /// operators needed last: measured, 2.3 MB for one with two joins and three aggregations.
  private static final int KEPT_STATEMENTS = 48;

  /// Longer texts are not kept: a statement of 24 joins holds tens of megabytes.
  private static final int LONGEST_KEPT = 5_000;

  /// Nothing is fetched from a network because a statement names it.
  static final String NO_EXTENSIONS =
      "SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;"
          + " SET allow_community_extensions = false";

  /// The last setting: no statement changes one after it.
  static final String LOCKED = "SET lock_configuration = true";

  private final DuckDBConnection root;
  private final ConcurrentLinkedDeque<Kept> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final Preparation preparation;
  private volatile boolean retired;

  /// Makes a new connection ready for use.
  @FunctionalInterface
  interface Preparation {
    /// @param number tells the pool's connections apart
    void prepare(DuckDBConnection connection, int number) throws SQLException;
  }

  /// Opens the database.
  ///
  /// @param settings SQL to run first
  /// @param preparation of each connection
  ConnectionPool(List<String> settings, Preparation preparation) {
    this.preparation = preparation;
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
    Kept kept = idle.pollFirst();
    return new Lease(kept == null ? open() : kept);
  }

  /// Closes the database, with all that it keeps, as soon as no connection is lent.
  void retire() {
    retired = true;
    closeIdle();
    closeQuietly(root);
  }

  private void closeIdle() {
    for (Kept kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      kept.statements().values().forEach(ConnectionPool::closeQuietly);
      closeQuietly(kept.connection());
    }
  }

  private Kept open() throws SQLException {
    DuckDBConnection connection = root.duplicate();
    int number = opened.getAndIncrement();
    preparation.prepare(connection, number);
    return new Kept(connection, number, new Statements());
  }

  private record Kept(DuckDBConnection connection, int number, Statements statements) {}

  /// Statements by their SQL, those used last.
  @SuppressWarnings("serial") // never written anywhere
  private static final class Statements extends LinkedHashMap<String, DuckDBPreparedStatement> {
    Statements() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, DuckDBPreparedStatement> eldest) {
      if (size() <= KEPT_STATEMENTS) {
        return false;
      }
      closeQuietly(eldest.getValue());
      return true;
    }
  }

  private static void closeQuietly(AutoCloseable closed) {
    try {
      closed.close();
    } catch (Exception e) {
      // Nothing of it is needed any more.
    }
  }

  /// A connection that goes back to the pool when closed.
  final class Lease implements AutoCloseable {
    private final Kept kept;

    private Lease(Kept kept) {
      this.kept = kept;
    }

    DuckDBConnection connection() {
      return kept.connection();
    }

    /// Tells the pool's connections apart; the same for each lease of one connection.
    int number() {
      return kept.number();
    }

    /// A statement that the connection keeps for the next query with this SQL; it goes back with
    /// [#done].
    DuckDBPreparedStatement prepared(String sql) throws SQLException {
      DuckDBPreparedStatement known = kept.statements().get(sql);
      if (known == null) {
        known = kept.connection().prepare(sql);
        kept.statements().put(sql, known);
      }
      return known;
    }

    /// Takes a statement back. One that failed is forgotten: what state it is in is not known.
    void done(String sql, boolean failed) {
      if (failed || sql.length() > LONGEST_KEPT) {
        discard(sql);
      }
    }

    private void discard(String sql) {
      DuckDBPreparedStatement known = kept.statements().remove(sql);
      if (known != null) {
        closeQuietly(known);
      }
    }

    @Override
    public void close() {
      idle.addFirst(kept);
      if (retired) {
        closeIdle();
      }
    }
  }
}
