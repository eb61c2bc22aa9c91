package dev.firebucket.query.histogram;

import dev.firebucket.query.histogram.WorkingHistogram.Finding;
import dev.firebucket.storage.model.FloatHistogram;
import java.util.Set;

/// The mean of many histograms, compensated for rounding: `avg` and `avg_over_time`. It is the sum
/// divided by the count; where the sum would overflow, the mean is carried on from there.
///
/// Not for use by several threads.
public final class HistogramMean implements HistogramTotal {
  private final ResetHints hints = new ResetHints();
  private WorkingHistogram held;
  private double count = 1;
  private boolean incremental;
  private boolean reconciled;

  public HistogramMean(FloatHistogram first) {
    held = WorkingHistogram.of(first);
    hints.see(first);
  }

  @Override
  public boolean add(FloatHistogram histogram) {
    hints.see(histogram);
    count++;
    if (!incremental) {
      WorkingHistogram total = held.copy();
      Set<Finding> findings = total.addCompensated(WorkingHistogram.of(histogram));
      if (!note(findings)) {
        return false;
      }
      if (!total.hasOverflow()) {
        held = total;
        return true;
      }
      incremental = true;
      held.divide(count - 1);
      held.divideLost(count - 1);
    }
    double share = (count - 1) / count;
    held.multiplyLost(share);
    held.multiply(share);
    return note(held.addCompensated(WorkingHistogram.of(histogram).divide(count)));
  }

  private boolean note(Set<Finding> findings) {
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
    if (!incremental) {
      held.divide(count);
      held.divideLost(count);
    }
    return held.settle();
  }
}
