package dev.firebucket.query.operation;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.result.LabelText;
import dev.firebucket.storage.model.LabelSet;
import java.util.Arrays;
import java.util.List;

/// Of the info series with one name and the same identifying labels, the one that counts at each
/// step: that with the newest sample.
final class InfoChoice {
  private static final int NONE = -1;

  private final int[] chosen;

  /// @param steps how many steps there are
  InfoChoice(int steps) {
    this.chosen = new int[steps];
    Arrays.fill(chosen, NONE);
  }

  /// Lets one more info series take part.
  ///
  /// @param labels of all info series
  /// @param times of their samples in milliseconds
  /// @param candidate which of them
  /// @param wanted steps at which there is any series to enrich: at others nothing is wrong
  /// @throws PromqlException of type `EXECUTION` where two are equally new, or one is a histogram
  void add(List<LabelSet> labels, List<Grid> times, int candidate, Grid wanted) {
    Grid grid = times.get(candidate);
    for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
      if (!wanted.isPresent(step)) {
        continue;
      }
      if (grid.histogram(step) != null) {
        throw new PromqlException(
            PromqlException.Type.EXECUTION, "info sample should be float", null);
      }
      int rival = chosen[step];
      if (rival == NONE || times.get(rival).value(step) < grid.value(step)) {
        chosen[step] = candidate;
      } else if (times.get(rival).value(step) == grid.value(step)) {
        throw duplicate(labels.get(rival), labels.get(candidate), (long) grid.value(step));
      }
    }
  }

  /// The info series that counts at a step, or -1.
  int at(int step) {
    return chosen[step];
  }

  private static PromqlException duplicate(LabelSet existing, LabelSet added, long timeMillis) {
    return new PromqlException(
        PromqlException.Type.EXECUTION,
        "found duplicate series for info metric: existing %s @ %d, new %s @ %d"
            .formatted(LabelText.of(existing), timeMillis, LabelText.of(added), timeMillis),
        null);
  }
}
