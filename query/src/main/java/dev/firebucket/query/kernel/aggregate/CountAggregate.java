package dev.firebucket.query.kernel.aggregate;

import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.time.Steps;
import java.util.List;

/// `count`: how many series have something.
final class CountAggregate {
  private CountAggregate() {}

  static Grid of(List<Grid> grids) {
    Steps steps = grids.getFirst().steps();
    int[] counts = new int[steps.count()];
    for (Grid grid : grids) {
      for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
        counts[step]++;
      }
    }
    GridBuilder out = new GridBuilder(steps);
    for (int step = 0; step < counts.length; step++) {
      if (counts[step] > 0) {
        out.set(step, counts[step]);
      }
    }
    return out.build();
  }
}
