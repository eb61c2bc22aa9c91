package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.LentRows;
import dev.firebucket.query.arena.RunningQueries;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/// `grids(n)`: lends to SQL the relation number n of the query that runs on a connection now, with
/// the columns `labels` and `grid`.
///
/// A plan outlives the query it was made for, so it knows the connection's number and the
/// relation's alone. `grids` is a macro of each connection over scalar functions, not a table
/// function, and the connection's number stands in it as a literal, not as a parameter of the
/// statement: a plan with a table function or a parameter is bound again each time it runs, which
/// takes longer than to run it (measured for a join of two relations of three rows: 2.6 ms with a
/// table function and 4.0 with a parameter, against 1.1).
final class LentRelations {
  private LentRelations() {}

  static void register(FunctionRegistrar functions) {
    functions.changing(
        "lent_rows",
        (chunk, out) -> {
          long rows = rows(chunk, functions.queries()).rows();
          for (long i = 0; i < chunk.rowCount(); i++) {
            out.setLong(i, rows);
          }
        },
        Integer.class,
        Integer.class);
    column(functions, "lent_labels", LentRows::labels);
    column(functions, "lent_grid", LentRows::values);
  }

  /// Makes `grids(n)` known on a connection; here with the number 7:
  ///
  /// ```sql
  /// CREATE TEMP MACRO grids(n) AS TABLE
  ///   SELECT lent_labels(7, n, row) AS labels, lent_grid(7, n, row) AS grid
  ///   FROM (SELECT unnest(range(lent_rows(7, n))) AS row)
  /// ```
  static void prepare(Connection connection, int number) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TEMP MACRO grids(n) AS TABLE
            SELECT lent_labels(%1$d, n, row) AS labels, lent_grid(%1$d, n, row) AS grid
            FROM (SELECT unnest(range(lent_rows(%1$d, n))) AS row)"""
              .formatted(number));
    }
  }

  private static void column(
      FunctionRegistrar functions, String name, Function<LentRows, long[]> column) {
    functions.changing(
        name,
        (chunk, out) -> {
          long[] handles = column.apply(rows(chunk, functions.queries()));
          DuckDBReadableVector rows = chunk.vector(2);
          for (long i = 0; i < chunk.rowCount(); i++) {
            out.setLong(i, handles[(int) rows.getLong(i)]);
          }
        },
        Integer.class,
        Integer.class,
        Long.class);
  }

  /// Connection and number are literals of the SQL: the same in all rows.
  private static LentRows rows(DuckDBDataChunkReader chunk, RunningQueries queries) {
    return queries.on(chunk.vector(0).getInt(0)).lent(chunk.vector(1).getInt(0));
  }
}
