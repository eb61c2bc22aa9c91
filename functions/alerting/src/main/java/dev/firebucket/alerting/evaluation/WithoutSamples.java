package dev.firebucket.alerting.evaluation;

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
import dev.firebucket.query.ast.ValueType;
import dev.firebucket.query.ast.VectorMatching;
import java.util.Set;

/// Which expressions give nothing, and no error, where no series is found: most. Those rules need
/// no evaluation. In doubt the answer is no.
final class WithoutSamples {
  /// They give something exactly then.
  private static final Set<String> OF_NOTHING = Set.of("absent", "absent_over_time");

  private WithoutSamples() {}

  static boolean isEmpty(Expr expression) {
    return switch (expression) {
      case VectorSelector _, MatrixSelector _ -> true;
      case SubqueryExpr subquery -> isEmpty(subquery.inner());
      case ParenExpr paren -> isEmpty(paren.inner());
      case UnaryExpr unary -> isEmpty(unary.inner());
      case AggregateExpr aggregate -> {
        Expr parameter = aggregate.parameter();
        yield (parameter == null || parameter.type() == ValueType.SCALAR)
            && isEmpty(aggregate.inner());
      }
      case BinaryExpr binary -> isEmpty(binary);
      case Call call -> isEmpty(call);
      case NumberLiteral _, StringLiteral _ -> false;
    };
  }

  private static boolean isEmpty(BinaryExpr binary) {
    boolean left = isEmpty(binary.left());
    boolean right = isEmpty(binary.right());
    if (binary.operator() == BinaryOperator.OR) {
      return left && right;
    }
    if (binary.operator() == BinaryOperator.UNLESS) {
      return left;
    }
    VectorMatching matching = binary.matching();
    boolean fills = matching.fillLeft() != null || matching.fillRight() != null;
    return fills ? left && right : left || right;
  }

  /// Texts may be wrong by themselves, a regular expression for example: then it is an error.
  private static boolean isEmpty(Call call) {
    return call.function().returnType() == ValueType.VECTOR
        && !OF_NOTHING.contains(call.function().name())
        && call.arguments().stream().noneMatch(one -> one.type() == ValueType.STRING)
        && call.arguments().stream().anyMatch(WithoutSamples::isEmpty);
  }
}
