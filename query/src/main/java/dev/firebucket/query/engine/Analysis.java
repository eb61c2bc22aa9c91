package dev.firebucket.query.engine;

import java.util.List;

/// How a query was evaluated, and what each step cost.
///
/// @param expression the query as it was given
/// @param plan the bound plan, an indented tree
/// @param sql the SQL, one common table expression per node; empty for a string
/// @param costs the steps in their order
public record Analysis(String expression, String plan, String sql, List<Cost> costs) {
  public Analysis {
    costs = List.copyOf(costs);
  }
}
