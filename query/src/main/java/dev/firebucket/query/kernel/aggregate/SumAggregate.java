package dev.firebucket.query.kernel.aggregate;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.time.Steps;
import java.util.List;

/// `sum`: grid after grid, so that each step adds its values in the order of the grids.
final class SumAggregate {
  private SumAggregate() {}

  static Grid of(List<Grid> grids) {
    return FiniteSums.of(grids)
        .map(sums -> finite(grids.getFirst().steps(), sums))
        .orElseGet(() -> withInfinities(grids));
  }

  private static Grid finite(Steps steps, FiniteSums sums) {
    GridBuilder out = new GridBuilder(steps);
    for (int step = 0; step < steps.count(); step++) {
      if (sums.counts()[step] > 0) {
        out.set(step, sums.sum()[step] + sums.lost()[step]);
      }
    }
    return out.build();
  }

  private static Grid withInfinities(List<Grid> grids) {
    Steps steps = grids.getFirst().steps();
    double[] sum = new double[steps.count()];
    double[] lost = new double[steps.count()];
    long[] seen = new long[(steps.count() + 63) >> 6];
    for (Grid grid : grids) {
      for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
        add(sum, lost, seen, step, grid.value(step));
      }
    }
    GridBuilder out = new GridBuilder(steps);
    for (int step = 0; step < sum.length; step++) {
      if ((seen[step >> 6] >>> step & 1L) != 0) {
        out.set(step, sum[step] + lost[step]);
      }
    }
    return out.build();
  }

  private static void add(double[] sum, double[] lost, long[] seen, int step, double value) {
    if ((seen[step >> 6] >>> step & 1L) == 0) {
      seen[step >> 6] |= 1L << step;
      sum[step] = value;
      return;
    }
    double start = sum[step];
    double total = start + value;
    if (Double.isInfinite(total)) {
      lost[step] = 0;
    } else if (Math.abs(start) >= Math.abs(value)) {
      lost[step] += start - total + value;
    } else {
      lost[step] += value - total + start;
    }
    sum[step] = total;
  }
}
