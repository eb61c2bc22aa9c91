package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;

/// `min_over_time` and `max_over_time`: NaN only where all samples are.
///
/// As long as the extreme sample stays in the window, only the samples that have come are looked
/// at.
final class ExtremeOverTime implements WindowFunction {
  private final boolean greatest;
  private int best = -1;
  private int seenTo;

  /// @param greatest the greatest, or else the least
  ExtremeOverTime(boolean greatest) {
    this.greatest = greatest;
  }

  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    Samples samples = window.samples();
    int from = seenTo;
    if (best < window.from()) {
      best = window.from();
      from = best + 1;
    }
    double extreme = samples.value(best);
    for (int i = from; i < window.to(); i++) {
      double value = samples.value(i);
      if ((greatest ? value > extreme : value < extreme) || Double.isNaN(extreme)) {
        extreme = value;
        best = i;
      }
    }
    seenTo = window.to();
    out.set(step, extreme);
  }
}
