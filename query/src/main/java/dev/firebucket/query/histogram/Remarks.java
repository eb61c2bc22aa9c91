package dev.firebucket.query.histogram;

import java.util.EnumSet;
import java.util.Set;

/// Gathers the remarks on one answer, each once. Not for use by several threads.
public final class Remarks {
  private final EnumSet<Remark> found = EnumSet.noneOf(Remark.class);

  public void add(Remark remark) {
    found.add(remark);
  }

  /// What came up when histograms were added up.
  public void addOfAggregation(boolean resetsCollide, boolean reconciled) {
    if (resetsCollide) {
      add(Remark.RESET_COLLISION_IN_AGGREGATION);
    }
    if (reconciled) {
      add(Remark.RECONCILED_BOUNDS_IN_AGGREGATION);
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /// What was found, in the order of [Remark].
  public Set<Remark> found() {
    return found;
  }
}
