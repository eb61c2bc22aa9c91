package dev.firebucket.query.kernel.aggregate;

import dev.firebucket.query.grid.Grid;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The sums of many grids at each step, with what rounding lost of them, as long as all are finite.
///
/// What an addition loses is computed without asking which side is larger; where nothing overflows
/// that is the same number, and a loop without branches runs on several steps at once.
///
/// @param sum the running sums, 0 where nothing is present
/// @param lost what to add to them
/// @param counts how many values each step has
record FiniteSums(double[] sum, double[] lost, int[] counts) {

  /// The sums; empty where one of them is not finite.
  static Optional<FiniteSums> of(List<Grid> grids) {
    FiniteSums sums = unchecked(grids);
    boolean finite = true;
    for (int step = 0; step < sums.sum.length; step++) {
      // Once infinite or NaN, a sum never is finite again.
      finite &= Double.isFinite(sums.sum[step] + sums.lost[step]);
    }
    return finite ? Optional.of(sums) : Optional.empty();
  }

  /// The sums; NaN where a value is, and where one is infinite, what was lost means nothing.
  static FiniteSums unchecked(List<Grid> grids) {
    int steps = grids.getFirst().size();
    FiniteSums sums = new FiniteSums(new double[steps], new double[steps], new int[steps]);
    // The first value counts as it is, also where it is -0.
    Arrays.fill(sums.sum, -0.0);
    int everywhere = 0;
    for (Grid grid : grids) {
      if (grid.isFull()) {
        everywhere++;
        addFull(sums.sum, sums.lost, grid);
      } else {
        sums.addPresent(grid);
      }
    }
    for (int step = 0; step < steps; step++) {
      sums.counts[step] += everywhere;
    }
    return sums;
  }

  /// Adds the sums of other grids on the same steps to these.
  void add(FiniteSums others) {
    for (int step = 0; step < sum.length; step++) {
      if (others.counts[step] > 0) {
        double start = sum[step];
        double value = others.sum[step];
        double total = start + value;
        double added = total - start;
        lost[step] += start - (total - added) + (value - added) + others.lost[step];
        sum[step] = total;
        counts[step] += others.counts[step];
      }
    }
  }

  private static void addFull(double[] sum, double[] lost, Grid grid) {
    for (int step = 0; step < sum.length; step++) {
      double start = sum[step];
      double value = grid.value(step);
      double total = start + value;
      double added = total - start;
      lost[step] += start - (total - added) + (value - added);
      sum[step] = total;
    }
  }

  private void addPresent(Grid grid) {
    for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
      double start = sum[step];
      double value = grid.value(step);
      double total = start + value;
      double added = total - start;
      lost[step] += start - (total - added) + (value - added);
      sum[step] = total;
      counts[step]++;
    }
  }
}
