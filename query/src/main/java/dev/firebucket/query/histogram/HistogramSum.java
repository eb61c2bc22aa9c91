package dev.firebucket.query.histogram;

import dev.firebucket.query.histogram.WorkingHistogram.Finding;
import dev.firebucket.storage.model.FloatHistogram;
import java.util.Set;

/// The sum of many histograms, compensated for rounding: `sum` and `sum_over_time`.
///
/// Not for use by several threads.
public final class HistogramSum implements HistogramTotal {
  private final WorkingHistogram sum;
  private final ResetHints hints = new ResetHints();
  private boolean reconciled;

  public HistogramSum(FloatHistogram first) {
    sum = WorkingHistogram.of(first);
    hints.see(first);
  }

  @Override
  public boolean add(FloatHistogram histogram) {
    hints.see(histogram);
    Set<Finding> findings = sum.addCompensated(WorkingHistogram.of(histogram));
    reconciled |= findings.contains(Finding.RECONCILED_BOUNDS);
    return !findings.contains(Finding.INCOMPATIBLE);
  }

  @Override
  public boolean reconciled() {
    return reconciled;
  }

  @Override
  public boolean resetsCollide() {
    return hints.collide();
  }

  @Override
  public WorkingHistogram result() {
    return sum.settle();
  }
}
