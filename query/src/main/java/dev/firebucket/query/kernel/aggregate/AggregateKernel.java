package dev.firebucket.query.kernel.aggregate;

import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.histogram.HistogramMean;
import dev.firebucket.query.histogram.HistogramSum;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.kernel.element.SetKernel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One grid of the grids of a group (`aggregation` in `promql/engine.go`).
public final class AggregateKernel {
  private AggregateKernel() {}

  /// @param grids at least one, in the order in which they are added up
  /// @param parameter the quantile at each step, null for all but `quantile`
  /// @param remarks collects annotations about histograms among them
  /// @throws IllegalArgumentException for the operators that give more than one series per group
  public static Grid apply(
      AggregateOperator operator,
      List<Grid> grids,
      @Nullable Grid parameter,
      GroupRemarks remarks) {
    boolean anyHistogram = grids.stream().anyMatch(Grid::hasHistograms);
    return anyHistogram
        ? withHistograms(operator, grids, parameter, remarks)
        : ofFloats(operator, grids, parameter);
  }

  private static Grid ofFloats(
      AggregateOperator operator, List<Grid> grids, @Nullable Grid parameter) {
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

  private static Grid withHistograms(
      AggregateOperator operator,
      List<Grid> grids,
      @Nullable Grid parameter,
      GroupRemarks remarks) {
    List<Grid> floats = grids.stream().map(Grid::floats).toList();
    return switch (operator) {
      case SUM -> HistogramAggregate.of(grids, SumAggregate.of(floats), HistogramSum::new, remarks);
      case AVG ->
          HistogramAggregate.of(grids, AverageAggregate.of(floats), HistogramMean::new, remarks);
      case COUNT, GROUP -> ofFloats(operator, grids, parameter);
      case MIN, MAX, STDDEV, STDVAR, QUANTILE -> {
        boolean ignored = false;
        for (int i = 0; i < grids.size(); i++) {
          ignored |= floats.get(i).presentCount() < grids.get(i).presentCount();
        }
        if (ignored) {
          remarks.add(Remark.HISTOGRAM_IGNORED_IN_AGGREGATION);
        }
        yield ofFloats(operator, floats, parameter);
      }
      case TOPK, BOTTOMK, COUNT_VALUES, LIMITK, LIMIT_RATIO ->
          throw new IllegalArgumentException(operator.keyword() + " gives more than one series");
    };
  }
}
