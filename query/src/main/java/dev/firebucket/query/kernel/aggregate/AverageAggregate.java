package dev.firebucket.query.kernel.aggregate;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.time.Steps;
import java.util.List;

/// `avg`: the sum divided by the count; where the sum would overflow, the mean is carried on from
/// there.
final class AverageAggregate {
  private AverageAggregate() {}

  static Grid of(List<Grid> grids) {
    return FiniteSums.of(grids)
        .map(sums -> finite(grids.getFirst().steps(), sums))
        .orElseGet(() -> withOverflow(grids));
  }

  private static Grid finite(Steps steps, FiniteSums sums) {
    GridBuilder out = new GridBuilder(steps);
    for (int step = 0; step < steps.count(); step++) {
      double count = sums.counts()[step];
      if (count > 0) {
        out.set(step, sums.sum()[step] / count + sums.lost()[step] / count);
      }
    }
    return out.build();
  }

  private static Grid withOverflow(List<Grid> grids) {
    Steps steps = grids.getFirst().steps();
    GridBuilder out = new GridBuilder(steps);
    Mean mean = new Mean();
    for (int step = 0; step < steps.count(); step++) {
      mean.clear();
      for (Grid grid : grids) {
        if (grid.isPresent(step)) {
          mean.add(grid.value(step));
        }
      }
      if (mean.count > 0) {
        out.set(step, mean.result());
      }
    }
    return out.build();
  }

  /// The running mean of one step.
  private static final class Mean {
    private double count;
    private double sum;
    private double mean;
    private double lost;
    private boolean incremental;

    void clear() {
      count = 0;
      lost = 0;
      incremental = false;
    }

    void add(double value) {
      count++;
      if (count == 1) {
        sum = value;
        return;
      }
      if (!incremental) {
        double total = sum + value;
        if (!Double.isInfinite(total)) {
          lost += lostIn(sum, value, total);
          sum = total;
          return;
        }
        incremental = true;
        mean = sum / (count - 1);
        lost /= count - 1;
      }
      double share = (count - 1) / count;
      double start = share * mean;
      double add = value / count;
      double total = start + add;
      lost = Double.isInfinite(total) ? 0 : share * lost + lostIn(start, add, total);
      mean = total;
    }

    double result() {
      return incremental ? mean + lost : sum / count + lost / count;
    }

    private static double lostIn(double sum, double value, double total) {
      return Math.abs(sum) >= Math.abs(value) ? sum - total + value : value - total + sum;
    }
  }
}
