package dev.firebucket.query.sql;

import dev.firebucket.query.arena.CallSite;
import java.util.List;

/// A query as SQL. Each statement gives `(labels, grid)`.
///
/// @param stages statements that run before, in turn: `grids(-n)` lends the rows of the nth
/// @param sql the last statement
/// @param sites what the SQL names by number
public record PrintedQuery(List<String> stages, String sql, List<CallSite> sites) {
  public PrintedQuery {
    stages = List.copyOf(stages);
    sites = List.copyOf(sites);
  }

  /// All statements, as a reader sees them.
  public String script() {
    return stages.isEmpty() ? sql : String.join(";\n\n", stages) + ";\n\n" + sql;
  }
}
