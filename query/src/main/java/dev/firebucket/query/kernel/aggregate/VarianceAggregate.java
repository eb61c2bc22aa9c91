package dev.firebucket.query.kernel.aggregate;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.time.Steps;
import java.util.List;

/// `stddev` and `stdvar`: the population variance by Welford's recurrence; NaN where the first
/// value is NaN or infinite.
final class VarianceAggregate {
  private VarianceAggregate() {}

  static Grid of(List<Grid> grids, boolean root) {
    Steps steps = grids.getFirst().steps();
    int[] counts = new int[steps.count()];
    double[] means = new double[steps.count()];
    double[] squares = new double[steps.count()];
    for (Grid grid : grids) {
      for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
        double value = grid.value(step);
        int count = ++counts[step];
        if (count == 1) {
          means[step] = value;
          squares[step] = Double.isFinite(value) ? 0 : Double.NaN;
          continue;
        }
        double delta = value - means[step];
        means[step] += delta / count;
        squares[step] += delta * (value - means[step]);
      }
    }
    GridBuilder out = new GridBuilder(steps);
    for (int step = 0; step < counts.length; step++) {
      if (counts[step] > 0) {
        double variance = squares[step] / counts[step];
        out.set(step, root ? Math.sqrt(variance) : variance);
      }
    }
    return out.build();
  }
}
