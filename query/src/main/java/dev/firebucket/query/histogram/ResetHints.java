package dev.firebucket.query.histogram;

import dev.firebucket.storage.model.FloatHistogram;

/// Which hints of counter resets were seen among histograms that are added up.
final class ResetHints {
  private boolean resetSeen;
  private boolean notResetSeen;

  void see(FloatHistogram histogram) {
    switch (histogram.resetHint()) {
      case RESET -> resetSeen = true;
      case NOT_RESET -> notResetSeen = true;
      case UNKNOWN, GAUGE -> {}
    }
  }

  /// Whether some began after a reset and others did not.
  boolean collide() {
    return resetSeen && notResetSeen;
  }
}
