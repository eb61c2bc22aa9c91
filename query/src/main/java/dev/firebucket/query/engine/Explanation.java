package dev.firebucket.query.engine;

import java.util.List;

/// How a query is evaluated, stage by stage.
///
/// @param expression the query as it was written
/// @param plan the bound plan, an indented tree
/// @param sql the SQL, one common table expression per node; empty for a string
/// @param scans the SQL that gives the samples that the query reads, one per scan, over the files
///   that hold them now; any DuckDB takes it
/// @param reads what fetching those samples takes
/// @param warnings which objects are damaged and therefore not read
public record Explanation(
    String expression,
    String plan,
    String sql,
    List<String> scans,
    ReadCost reads,
    List<String> warnings) {
  public Explanation {
    scans = List.copyOf(scans);
    warnings = List.copyOf(warnings);
  }

  /// The same with something to say about it.
  Explanation warning(List<String> texts) {
    return new Explanation(expression, plan, sql, scans, reads, texts);
  }
}
