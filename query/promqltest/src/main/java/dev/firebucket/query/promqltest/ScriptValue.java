package dev.firebucket.query.promqltest;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.query.histogram.HistogramText;
import dev.firebucket.storage.model.FloatHistogram;

/// One position of a series in a script.
sealed interface ScriptValue {
  /// `_`: no sample.
  record Absent() implements ScriptValue {
    @Override
    public String toString() {
      return "nothing";
    }
  }

  /// A number; the stale marker for `stale`.
  record FloatValue(double value) implements ScriptValue {
    @Override
    public String toString() {
      return FloatText.plain(value);
    }
  }

  /// A native histogram.
  ///
  /// @param hintWritten whether its counter reset hint was written, and so counts
  record Histogram(FloatHistogram histogram, boolean hintWritten) implements ScriptValue {
    @Override
    public String toString() {
      return HistogramText.of(histogram);
    }
  }
}
