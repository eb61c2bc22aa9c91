package dev.firebucket.query.kernel.element;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.time.Steps;
import java.util.List;
import java.util.Optional;

/// What set operators and merging need: presence of several grids, step by step.
public final class SetKernel {
  private SetKernel() {}

  /// 1 where any of the grids has something.
  ///
  /// @param grids at least one
  public static Grid any(List<Grid> grids) {
    Steps steps = grids.getFirst().steps();
    long[] bits = new long[(steps.count() + 63) >> 6];
    for (Grid grid : grids) {
      grid.markPresence(bits);
    }
    return Grid.constant(steps, 1).at(bits);
  }

  /// The numbers of a grid, without its histograms: what `sort` leaves.
  public static Grid floats(Grid grid) {
    return grid.floats();
  }

  /// `grid` at the steps where `mask` has something: `and`.
  public static Grid and(Grid grid, Grid mask) {
    return grid.masked(mask, true);
  }

  /// `grid` at the steps where `mask` has nothing: `unless`.
  public static Grid unless(Grid grid, Grid mask) {
    return grid.masked(mask, false);
  }

  /// One grid of several that hold something at different steps; empty where two hold something at
  /// the same step.
  ///
  /// @param numbersWin whether a number and a histogram may be at the same step; the number is kept
  public static Optional<Grid> merge(List<Grid> grids, boolean numbersWin) {
    GridBuilder out = new GridBuilder(grids.getFirst().steps());
    for (Grid grid : grids) {
      for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
        if (!out.isPresent(step)) {
          out.copy(grid, step);
        } else if (!numbersWin || out.isHistogram(step) == grid.isHistogram(step)) {
          return Optional.empty();
        } else if (out.isHistogram(step)) {
          out.replace(step, grid.value(step));
        }
      }
    }
    return Optional.of(out.build());
  }

  /// `scalar(v)`: the value where exactly one grid has one, NaN elsewhere.
  public static Grid onlyValue(Steps steps, List<Grid> grids) {
    int[] found = new int[steps.count()];
    double[] values = new double[steps.count()];
    for (Grid grid : grids) {
      for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
        if (grid.histogram(step) == null) {
          found[step]++;
          values[step] = grid.value(step);
        }
      }
    }
    GridBuilder out = new GridBuilder(steps);
    for (int step = 0; step < steps.count(); step++) {
      out.set(step, found[step] == 1 ? values[step] : Double.NaN);
    }
    return out.build();
  }

  /// The first step of a grid at every step of another.
  public static Grid repeat(Grid grid, Steps steps) {
    GridBuilder out = new GridBuilder(steps);
    for (int step = 0; grid.isPresent(0) && step < steps.count(); step++) {
      out.copy(grid, 0, step);
    }
    return out.build();
  }
}
