package dev.firebucket.query.kernel.aggregate;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.histogram.HistogramText;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.FloatHistogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `count_values`: for each value that occurs in a group, how many series have it at each step.
///
/// @param values the values as text, in the order in which they were found
/// @param counts one grid per value
public record ValueTally(List<String> values, List<Grid> counts) {
  public ValueTally {
    values = List.copyOf(values);
    counts = List.copyOf(counts);
  }

  /// Counts the values of a group; all NaN are one value.
  public static ValueTally of(List<Grid> grids) {
    Steps steps = grids.getFirst().steps();
    Map<Double, int[]> numbers = new LinkedHashMap<>();
    Map<String, int[]> histograms = new LinkedHashMap<>();
    for (Grid grid : grids) {
      for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
        FloatHistogram histogram = grid.histogram(step);
        int[] tally =
            histogram == null
                ? numbers.computeIfAbsent(grid.value(step), value -> new int[steps.count()])
                : histograms.computeIfAbsent(
                    HistogramText.of(histogram), text -> new int[steps.count()]);
        tally[step]++;
      }
    }
    List<String> values = new ArrayList<>();
    List<Grid> counts = new ArrayList<>();
    numbers.forEach(
        (value, tally) -> {
          values.add(FloatText.plain(value));
          counts.add(grid(steps, tally));
        });
    histograms.forEach(
        (text, tally) -> {
          values.add(text);
          counts.add(grid(steps, tally));
        });
    return new ValueTally(values, counts);
  }

  private static Grid grid(Steps steps, int[] tally) {
    GridBuilder out = new GridBuilder(steps);
    for (int step = 0; step < tally.length; step++) {
      if (tally[step] > 0) {
        out.set(step, tally[step]);
      }
    }
    return out.build();
  }
}
