package dev.firebucket.query.kernel.aggregate;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.time.Steps;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `quantile`: the quantile of the values of a group at each step.
final class QuantileAggregate {
  private QuantileAggregate() {}

  static Grid of(List<Grid> grids, @Nullable Grid quantile) {
    Grid quantiles = Objects.requireNonNull(quantile, "quantile has a parameter");
    Steps steps = grids.getFirst().steps();
    double[] values = new double[grids.size()];
    GridBuilder out = new GridBuilder(steps);
    for (int step = 0; step < steps.count(); step++) {
      int size = 0;
      for (Grid grid : grids) {
        if (grid.isPresent(step)) {
          values[size++] = grid.value(step);
        }
      }
      if (size > 0) {
        out.set(step, Quantile.of(quantiles.value(step), values, size));
      }
    }
    return out.build();
  }
}
