package dev.firebucket.query.plan;

import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.Expr.AggregateExpr;
import dev.firebucket.query.ast.Expr.BinaryExpr;
import dev.firebucket.query.ast.Expr.Call;
import dev.firebucket.query.ast.Expr.MatrixSelector;
import dev.firebucket.query.ast.Expr.NumberLiteral;
import dev.firebucket.query.ast.Expr.ParenExpr;
import dev.firebucket.query.ast.Expr.StringLiteral;
import dev.firebucket.query.ast.Expr.SubqueryExpr;
import dev.firebucket.query.ast.Expr.UnaryExpr;
import dev.firebucket.query.ast.Expr.VectorSelector;
import java.util.Set;

/// Whether an expression has the same value at every step, because `@` fixes all it reads
/// (`PreprocessExpr` in `promql/engine.go`).
final class StepInvariance {
  /// Functions whose answer depends on the evaluation time itself.
  private static final Set<String> OF_EVALUATION_TIME =
      Set.of(
          "days_in_month",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "hour",
          "minute",
          "month",
          "year",
          "predict_linear",
          "time",
          "timestamp");

  private StepInvariance() {}

  static boolean of(Expr expression) {
    return switch (expression) {
      case VectorSelector selector -> selector.modifiers().at() != null;
      case MatrixSelector matrix -> of(matrix.selector());
      case SubqueryExpr subquery -> subquery.modifiers().at() != null;
      // Of the parameter it is not asked: it counts as it is at the first step.
      case AggregateExpr aggregate -> of(aggregate.inner());
      case BinaryExpr binary -> of(binary.left()) && of(binary.right());
      case Call call ->
          !OF_EVALUATION_TIME.contains(call.function().name())
              && call.arguments().stream().allMatch(StepInvariance::of);
      case ParenExpr paren -> of(paren.inner());
      case UnaryExpr unary -> of(unary.inner());
      case NumberLiteral number -> true;
      case StringLiteral string -> true;
    };
  }
}
