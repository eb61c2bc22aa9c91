package dev.firebucket.query.kernel.range;

import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.histogram.Remarks;

/// A function of floats alone or of histograms alone: of both in one window there is no answer.
final class WindowByKind implements WindowFunction {
  private final SampleWindow floats;
  private final WindowFunction ofFloats;
  private final WindowFunction ofHistograms;
  private final Remarks remarks;

  /// @param floats those among the samples of the series
  WindowByKind(
      Samples floats, WindowFunction ofFloats, WindowFunction ofHistograms, Remarks remarks) {
    this.floats = new SampleWindow(floats);
    this.ofFloats = ofFloats;
    this.ofHistograms = ofHistograms;
    this.remarks = remarks;
  }

  @Override
  public void evaluate(
      SampleWindow window, int step, long evaluationMillis, double parameter, GridBuilder out) {
    floats.moveTo(window.startMillis(), window.endMillis());
    if (floats.size() == 0) {
      ofHistograms.evaluate(window, step, evaluationMillis, parameter, out);
    } else if (floats.size() == window.size()) {
      ofFloats.evaluate(floats, step, evaluationMillis, parameter, out);
    } else {
      remarks.add(Remark.MIXED_FLOATS_HISTOGRAMS);
    }
  }
}
