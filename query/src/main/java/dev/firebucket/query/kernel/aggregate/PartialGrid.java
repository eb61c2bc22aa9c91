package dev.firebucket.query.kernel.aggregate;

import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.time.Steps;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What is known of the answer of a group when only a part of its series has been seen. Parts are
/// put together in a fixed order, so that the answer has the same bits each time.
public sealed interface PartialGrid {
  /// The part of some series.
  ///
  /// @param operator one whose parts are far smaller than the series that they come from: `sum`,
  ///   `avg`, `min`, `max`, `count`, `group`
  /// @param grids at least one, in the order in which they are added up
  /// @return empty where only all series together give the answer: native histograms are added up,
  ///   or a sum is infinite, whose order decides where it leaves the numbers
  static Optional<PartialGrid> of(AggregateOperator operator, List<Grid> grids) {
    boolean histograms = grids.stream().anyMatch(Grid::hasHistograms);
    return switch (operator) {
      case SUM, AVG ->
          histograms
              ? Optional.empty()
              : new Sums(grids.getFirst().steps(), FiniteSums.unchecked(grids)).checked();
      case MIN, MAX ->
          histograms ? Optional.empty() : Optional.of(new Folded(folded(operator, grids)));
      case COUNT, GROUP -> Optional.of(new Folded(folded(operator, grids)));
      case STDDEV, STDVAR, QUANTILE, TOPK, BOTTOMK, COUNT_VALUES, LIMITK, LIMIT_RATIO ->
          throw new IllegalArgumentException(operator.keyword() + " has no parts");
    };
  }

  private static Grid folded(AggregateOperator operator, List<Grid> grids) {
    return AggregateKernel.apply(operator, grids, null, GroupRemarks.none());
  }

  /// How many values it holds.
  long values();

  /// This part and the next one of the same group.
  ///
  /// @return empty where only all series together give the answer
  Optional<PartialGrid> plus(AggregateOperator operator, PartialGrid next);

  /// The answer, when all parts are in.
  Grid answer(AggregateOperator operator);

  /// Sums in two lanes: what rounding lost is carried apart, so that all parts together are rounded
  /// once.
  record Sums(Steps steps, FiniteSums sums) implements PartialGrid {
    @Override
    public long values() {
      return 2L * steps.count();
    }

    Optional<PartialGrid> checked() {
      return Arrays.stream(sums.sum()).anyMatch(Double::isInfinite)
          ? Optional.empty()
          : Optional.of(this);
    }

    @Override
    public Optional<PartialGrid> plus(AggregateOperator operator, PartialGrid next) {
      sums.add(((Sums) next).sums());
      return checked();
    }

    @Override
    public Grid answer(AggregateOperator operator) {
      GridBuilder out = new GridBuilder(steps);
      for (int step = 0; step < steps.count(); step++) {
        double count = sums.counts()[step];
        if (count > 0) {
          out.set(
              step,
              operator == AggregateOperator.AVG
                  ? sums.sum()[step] / count + sums.lost()[step] / count
                  : sums.sum()[step] + sums.lost()[step]);
        }
      }
      return out.build();
    }
  }

  /// An answer that is an operand of the same operator again; counts are added up.
  record Folded(Grid grid) implements PartialGrid {
    @Override
    public long values() {
      return grid.size();
    }

    @Override
    public Optional<PartialGrid> plus(AggregateOperator operator, PartialGrid next) {
      AggregateOperator fold =
          operator == AggregateOperator.COUNT ? AggregateOperator.SUM : operator;
      return Optional.of(new Folded(folded(fold, List.of(grid, ((Folded) next).grid()))));
    }

    @Override
    public Grid answer(AggregateOperator operator) {
      return grid;
    }
  }
}
