package dev.firebucket.query.kernel.aggregate;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import java.util.List;

/// `min` and `max`: NaN only where all values are.
final class ExtremeAggregate {
  private ExtremeAggregate() {}

  static Grid least(List<Grid> grids) {
    return extreme(grids, false);
  }

  static Grid greatest(List<Grid> grids) {
    return extreme(grids, true);
  }

  private static Grid extreme(List<Grid> grids, boolean greatest) {
    GridBuilder out = new GridBuilder(grids.getFirst().steps());
    for (Grid grid : grids) {
      for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
        double value = grid.value(step);
        if (!out.isPresent(step) || replaces(value, out.value(step), greatest)) {
          out.set(step, value);
        }
      }
    }
    return out.build();
  }

  private static boolean replaces(double value, double held, boolean greatest) {
    return Double.isNaN(held) || (greatest ? value > held : value < held);
  }
}
