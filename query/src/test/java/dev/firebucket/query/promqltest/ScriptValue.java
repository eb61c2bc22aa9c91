package dev.firebucket.query.promqltest;

import dev.firebucket.storage.model.FloatHistogram;

/// One position of a series in a script.
sealed interface ScriptValue {
  /// `_`: no sample.
  record Absent() implements ScriptValue {}

  /// A number; the stale marker for `stale`.
  record Number(double value) implements ScriptValue {}

  /// A native histogram.
  ///
  /// @param hintWritten whether its counter reset hint was written, and so counts
  record Histogram(FloatHistogram histogram, boolean hintWritten) implements ScriptValue {}
}
