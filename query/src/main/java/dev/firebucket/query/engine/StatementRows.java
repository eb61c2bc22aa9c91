package dev.firebucket.query.engine;

import dev.firebucket.query.arena.LentRows;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.duckdb.SqlDatabase;
import dev.firebucket.query.lower.HandedOn;
import dev.firebucket.query.relation.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows of a statement: of what was read, where nothing is left to do, else what its SQL gives.
final class StatementRows {
  private StatementRows() {}

  /// @param sql of the statement
  static List<SqlDatabase.Row> of(Statement statement, String sql, QueryArena arena) {
    return handedOn(statement, arena)
        .map(known -> rowsOf(known, arena))
        .orElseGet(() -> SqlDatabase.shared().run(sql, arena));
  }

  /// The rows, where they are known without SQL.
  static Optional<HandedOn> handedOn(Statement statement, QueryArena arena) {
    return HandedOn.of(statement, source -> arena.lent(source).rows() == 0);
  }

  private static List<SqlDatabase.Row> rowsOf(HandedOn known, QueryArena arena) {
    return switch (known) {
      case HandedOn.Nothing _ -> List.of();
      case HandedOn.Rows source -> rowsOf(source, arena);
    };
  }

  private static List<SqlDatabase.Row> rowsOf(HandedOn.Rows source, QueryArena arena) {
    LentRows lent = arena.lent(source.lent());
    List<SqlDatabase.Row> rows = new ArrayList<>(lent.rows());
    for (int row = 0; row < lent.rows(); row++) {
      long labels = lent.labels()[row];
      long answered =
          source.withoutName()
              ? arena.labels().derived(labels, arena.labels().get(labels).withoutMetadata())
              : labels;
      rows.add(new SqlDatabase.Row(answered, lent.values()[row]));
    }
    return rows;
  }
}
