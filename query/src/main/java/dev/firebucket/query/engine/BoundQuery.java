package dev.firebucket.query.engine;

import dev.firebucket.query.ast.DeepWalk;
import dev.firebucket.query.duckdb.SqlDatabase;
import dev.firebucket.query.plan.BindOptions;
import dev.firebucket.query.plan.Plan;
import dev.firebucket.query.plan.PlanPrinter;
import dev.firebucket.query.result.QueryResult;
import java.util.List;

/// A query at its times.
///
/// @param text as it was written
/// @param options what its plan depends on besides
/// @param answer how its rows are read
record BoundQuery(String text, Plan plan, BindOptions options, Answer answer) {
  /// Makes the answer of rows.
  @FunctionalInterface
  interface Answer {
    QueryResult read(AnswerReader reader, List<SqlDatabase.Row> rows);
  }

  String printedPlan() {
    return DeepWalk.over(text.length(), () -> PlanPrinter.print(plan));
  }
}
