package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.arena.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/// `grids(lender, n)`: lends to SQL the relation number n of the query that runs on a connection
/// now, with the columns `labels` and `grid`.
///
/// A plan outlives the query it was made for, so it knows the lender and the number alone. It is a
/// macro over scalar functions, not a table function: DuckDB binds a plan with a table function
/// anew each time it runs, which takes longer than to run it (measured: 2.6 ms against 1.1 for a
/// join of two relations of three rows).
final class LentRelations {
  private static final Map<Integer, QueryArena> LENT = new ConcurrentHashMap<>();

  private LentRelations() {}

  /// ```sql
  /// CREATE MACRO grids(lender, n) AS TABLE
  ///   SELECT lent_labels(lender, n, row) AS labels, lent_grid(lender, n, row) AS grid
  ///   FROM (SELECT unnest(range(lent_rows(lender, n))) AS row)
  /// ```
  static void register(Connection connection, FunctionRegistrar functions) {
    functions.changing(
        "lent_rows",
        (chunk, out) -> {
          long rows = relation(chunk).rows();
          for (long i = 0; i < chunk.rowCount(); i++) {
            out.setLong(i, rows);
          }
        },
        Integer.class,
        Integer.class);
    column(functions, "lent_labels", Relation::labels);
    column(functions, "lent_grid", Relation::values);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE MACRO grids(lender, n) AS TABLE
            SELECT lent_labels(lender, n, row) AS labels, lent_grid(lender, n, row) AS grid
            FROM (SELECT unnest(range(lent_rows(lender, n))) AS row)""");
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not take the macro grids", e);
    }
  }

  /// Lends the relations of a query until closed.
  static AutoCloseable to(int lender, QueryArena arena) {
    LENT.put(lender, arena);
    return () -> LENT.remove(lender, arena);
  }

  private static void column(
      FunctionRegistrar functions, String name, Function<Relation, long[]> column) {
    functions.changing(
        name,
        (chunk, out) -> {
          long[] handles = column.apply(relation(chunk));
          DuckDBReadableVector rows = chunk.vector(2);
          for (long i = 0; i < chunk.rowCount(); i++) {
            out.setLong(i, handles[(int) rows.getLong(i)]);
          }
        },
        Integer.class,
        Integer.class,
        Long.class);
  }

  /// Lender and number are literals of the SQL: the same in all rows.
  private static Relation relation(DuckDBDataChunkReader chunk) {
    int lender = chunk.vector(0).getInt(0);
    QueryArena arena = LENT.get(lender);
    if (arena == null) {
      throw new IllegalStateException("no query lends relations under number " + lender);
    }
    return arena.lent(chunk.vector(1).getInt(0));
  }
}
