package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.histogram.Remarks;

/// A function of floats, which passes over the histograms of a window.
final class FloatsOfWindow implements WindowFunction {
  private final SampleWindow floats;
  private final WindowFunction ofFloats;
  private final Remarks remarks;

  /// @param floats those among the samples of the series
  FloatsOfWindow(Samples floats, WindowFunction ofFloats, Remarks remarks) {
    this.floats = new SampleWindow(floats);
    this.ofFloats = ofFloats;
    this.remarks = remarks;
  }

  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    floats.moveTo(window.startMillis(), window.endMillis());
    if (floats.size() == 0) {
      return;
    }
    if (floats.size() < window.size()) {
      remarks.add(Remark.HISTOGRAMS_IGNORED_IN_RANGE);
    }
    ofFloats.evaluate(floats, step, evaluationMillis, parameter, out);
  }
}
