package dev.firebucket.query.plan;

import dev.firebucket.query.ast.BinaryOperator;
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
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Which selectors can do without the buckets of native histograms, because only counts and sums
/// are asked for: `histogram_count(rate(x[5m]))` (`detectHistogramStatsDecoding` in
/// `promql/engine.go`). It affects the annotations about counter resets and custom bounds.
final class BucketNeeds {
  private static final Set<String> OF_COUNT_OR_SUM =
      Set.of("histogram_count", "histogram_sum", "histogram_avg");
  private static final Set<String> OF_BUCKETS =
      Set.of("histogram_quantile", "histogram_quantiles", "histogram_fraction");

  private final Set<VectorSelector> spared = Collections.newSetFromMap(new IdentityHashMap<>());

  private BucketNeeds() {}

  /// The selectors of an expression that can do without, by identity.
  static Set<VectorSelector> withoutBuckets(Expr expression) {
    BucketNeeds needs = new BucketNeeds();
    needs.walk(expression, false);
    return needs.spared;
  }

  /// @param ofCountOrSum whether only counts or sums are asked for further up
  private void walk(Expr expression, boolean ofCountOrSum) {
    switch (expression) {
      case VectorSelector selector -> {
        if (ofCountOrSum) {
          spared.add(selector);
        }
      }
      case MatrixSelector matrix -> walk(matrix.selector(), ofCountOrSum);
      // What needs buckets, and a subquery too, decides for all below it: they are not walked.
      case SubqueryExpr subquery -> {}
      case AggregateExpr aggregate -> {
        walk(aggregate.inner(), ofCountOrSum);
        Expr parameter = aggregate.parameter();
        if (parameter != null) {
          walk(parameter, ofCountOrSum);
        }
      }
      case BinaryExpr binary -> {
        if (binary.operator().kind() != BinaryOperator.Kind.TRIM) {
          walk(binary.left(), ofCountOrSum);
          walk(binary.right(), ofCountOrSum);
        }
      }
      case Call call -> {
        String function = call.function().name();
        if (!OF_BUCKETS.contains(function)) {
          boolean below = ofCountOrSum || OF_COUNT_OR_SUM.contains(function);
          call.arguments().forEach(argument -> walk(argument, below));
        }
      }
      case ParenExpr paren -> walk(paren.inner(), ofCountOrSum);
      case UnaryExpr unary -> walk(unary.inner(), ofCountOrSum);
      case NumberLiteral number -> {}
      case StringLiteral string -> {}
    }
  }
}
