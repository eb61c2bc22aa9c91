package dev.firebucket.query.kernel;

import dev.firebucket.query.ast.AggregateOperator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One grid of the grids of a group (`aggregation` in `promql/engine.go`).
public final class AggregateKernel {
  private AggregateKernel() {}

  /// @param grids at least one, in the order in which they are added up
  /// @param parameter the quantile at each step, null for all but `quantile`
  /// @throws IllegalArgumentException for the operators that give more than one series per group
  public static Grid apply(AggregateOperator operator, List<Grid> grids, @Nullable Grid parameter) {
    return switch (operator) {
      case SUM -> SumAggregate.of(grids);
      case AVG -> AverageAggregate.of(grids);
      case MIN -> ExtremeAggregate.least(grids);
      case MAX -> ExtremeAggregate.greatest(grids);
      case COUNT -> CountAggregate.of(grids);
      case GROUP -> SetKernel.any(grids);
      case STDDEV -> VarianceAggregate.of(grids, true);
      case STDVAR -> VarianceAggregate.of(grids, false);
      case QUANTILE -> QuantileAggregate.of(grids, parameter);
      case TOPK, BOTTOMK, COUNT_VALUES, LIMITK, LIMIT_RATIO ->
          throw new IllegalArgumentException(operator.keyword() + " gives more than one series");
    };
  }
}
