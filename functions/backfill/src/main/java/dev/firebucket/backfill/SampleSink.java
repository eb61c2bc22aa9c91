package dev.firebucket.backfill;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;

/// Takes samples of many series in any order.
public interface SampleSink {
  /// @param labels with the metric name
  /// @param millis since the epoch
  /// @param value bits are kept: a stale marker is one
  void value(LabelSet labels, long millis, double value) throws IOException;

  /// @param labels with the metric name
  /// @param millis since the epoch
  void histogram(LabelSet labels, long millis, FloatHistogram histogram) throws IOException;
}
