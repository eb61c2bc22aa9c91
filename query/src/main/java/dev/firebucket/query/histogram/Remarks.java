package dev.firebucket.query.histogram;

import java.util.EnumSet;
import java.util.Set;

/// Gathers the remarks on one answer, each once. Not for use by several threads.
public final class Remarks {
  private final EnumSet<Remark> found = EnumSet.noneOf(Remark.class);
  private int startOverlaps;

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

  /// A window in which the count of a sample began before the sample before it.
  public void addStartOverlap() {
    startOverlaps++;
  }

  /// How many such windows there were.
  public int startOverlaps() {
    return startOverlaps;
  }

  public boolean isEmpty() {
    return found.isEmpty() && startOverlaps == 0;
  }

  /// What was found, in the order of [Remark].
  public Set<Remark> found() {
    return found;
  }
}
