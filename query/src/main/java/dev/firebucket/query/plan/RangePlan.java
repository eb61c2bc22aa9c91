package dev.firebucket.query.plan;

import dev.firebucket.query.time.ReferenceTime;
import dev.firebucket.query.time.Steps;
import dev.firebucket.query.time.WindowReach;

/// A node that has, at every step, the samples of a window `(reference - window, reference]` of
/// each series.
public sealed interface RangePlan extends Plan {
  /// The length of the window in milliseconds.
  long windowMillis();

  /// How far it looks beyond its window.
  WindowReach reach();

  /// Where the window ends at each step.
  ReferenceTime reference();

  /// Stored samples: `x[5m]`.
  ///
  /// @param windowMillis above 0
  /// @param reach how far it looks beyond the window
  record StoredSamples(SeriesSelector selector, long windowMillis, WindowReach reach, Steps steps)
      implements RangePlan {
    @Override
    public ReferenceTime reference() {
      return selector.reference();
    }
  }

  /// An expression on steps of its own: `x[30m:1m]`.
  ///
  /// @param inner has its own steps, which span the windows of all steps of this node
  /// @param windowMillis above 0
  record Subquery(VectorPlan inner, long windowMillis, ReferenceTime reference, Steps steps)
      implements RangePlan {
    @Override
    public WindowReach reach() {
      return WindowReach.NONE;
    }
  }
}
