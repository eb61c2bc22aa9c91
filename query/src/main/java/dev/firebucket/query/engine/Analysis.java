package dev.firebucket.query.engine;

import java.util.List;

/// How a query was evaluated, and what each step cost.
///
/// @param expression the query as it was written
/// @param plan the bound plan, an indented tree
/// @param sql the SQL, one common table expression per node; empty for a string
/// @param scans the SQL that gives the samples that the query read, as in [Explanation]
/// @param reads what fetching those samples takes where nothing is cached
/// @param costs the steps in their order
/// @param warnings of the answer
public record Analysis(
    String expression,
    String plan,
    String sql,
    List<String> scans,
    ReadCost reads,
    List<Cost> costs,
    List<String> warnings) {
  public Analysis {
    scans = List.copyOf(scans);
    costs = List.copyOf(costs);
    warnings = List.copyOf(warnings);
  }

  /// The same without what it cost.
  public Explanation explanation() {
    return new Explanation(expression, plan, sql, scans, reads, warnings);
  }
}
