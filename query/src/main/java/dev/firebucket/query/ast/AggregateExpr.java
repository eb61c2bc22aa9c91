package dev.firebucket.query.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An aggregation over series: `sum by (job) (x)`, `topk(5, x)`.
///
/// @param operator which one
/// @param parameter the first argument of those that take one; null otherwise
/// @param inner the instant vector
/// @param without whether `grouping` names the labels to leave out (`without`) or to keep (`by`)
/// @param grouping label names as written, in order
public record AggregateExpr(
    AggregateOperator operator,
    @Nullable Expr parameter,
    Expr inner,
    boolean without,
    List<String> grouping,
    SourceRange range)
    implements Expr {
  public AggregateExpr {
    grouping = List.copyOf(grouping);
  }

  @Override
  public ValueType type() {
    return ValueType.VECTOR;
  }
}
