package dev.firebucket.query.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `count_values`: for each value that occurs in a group, how many series have it at each step.
///
/// @param values the values, in the order in which they were met
/// @param counts one grid per value
public record ValueTally(List<Double> values, List<Grid> counts) {
  public ValueTally {
    values = List.copyOf(values);
    counts = List.copyOf(counts);
  }

  /// Counts the values of a group; all NaN are one value.
  public static ValueTally of(List<Grid> grids) {
    Steps steps = grids.getFirst().steps();
    Map<Double, int[]> tally = new LinkedHashMap<>();
    for (Grid grid : grids) {
      for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
        tally.computeIfAbsent(grid.value(step), value -> new int[steps.count()])[step]++;
      }
    }
    List<Grid> counts = new ArrayList<>();
    for (int[] count : tally.values()) {
      GridBuilder out = new GridBuilder(steps);
      for (int step = 0; step < count.length; step++) {
        if (count[step] > 0) {
          out.set(step, count[step]);
        }
      }
      counts.add(out.build());
    }
    return new ValueTally(List.copyOf(tally.keySet()), counts);
  }
}
