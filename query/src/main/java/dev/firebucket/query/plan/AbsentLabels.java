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
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The labels of what is absent, as far as the selector tells them: those that one equality matcher
/// alone fixes (`createLabelsForAbsentFunction` in `promql/functions.go`).
final class AbsentLabels {
  private AbsentLabels() {}

  static LabelSet of(Expr argument) {
    return switch (argument) {
      case VectorSelector selector -> of(selector.matchers());
      case MatrixSelector matrix -> of(matrix.selector().matchers());
      case AggregateExpr e -> LabelSet.EMPTY;
      case BinaryExpr e -> LabelSet.EMPTY;
      case Call e -> LabelSet.EMPTY;
      case NumberLiteral e -> LabelSet.EMPTY;
      case ParenExpr e -> of(e.inner());
      case StringLiteral e -> LabelSet.EMPTY;
      case SubqueryExpr e -> LabelSet.EMPTY;
      case UnaryExpr e -> LabelSet.EMPTY;
    };
  }

  private static LabelSet of(List<LabelMatcher> matchers) {
    LabelSet.Builder labels = LabelSet.builder();
    Set<String> seen = new HashSet<>();
    for (LabelMatcher matcher : matchers) {
      if (matcher.name().equals(LabelSet.NAME)) {
        continue;
      }
      boolean first = seen.add(matcher.name());
      if (first && matcher.type() == LabelMatcher.Type.EQUAL) {
        labels.set(matcher.name(), matcher.value());
      } else {
        labels.remove(matcher.name());
      }
    }
    return labels.build();
  }
}
