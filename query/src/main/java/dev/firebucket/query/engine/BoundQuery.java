package dev.firebucket.query.engine;

import dev.firebucket.query.ast.DeepWalk;
import dev.firebucket.query.duckdb.SqlDatabase;
import dev.firebucket.query.plan.BindOptions;
import dev.firebucket.query.plan.Plan;
import dev.firebucket.query.plan.PlanPrinter;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.time.Steps;
import java.util.List;
import java.util.function.Function;

/// A query at its times.
///
/// @param text as it was written
/// @param options what its plan depends on besides
/// @param atSteps the same query at other steps
/// @param answer how its rows are read
record BoundQuery(
    String text,
    Plan plan,
    BindOptions options,
    Function<Steps, BoundQuery> atSteps,
    Answer answer) {
  /// Makes the answer of rows.
  @FunctionalInterface
  interface Answer {
    QueryResult read(AnswerReader reader, List<SqlDatabase.Row> rows);
  }

  String printedPlan() {
    return DeepWalk.over(text.length(), () -> PlanPrinter.print(plan));
  }
}
