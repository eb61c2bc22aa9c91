package dev.firebucket.backfill.chunk;

import dev.firebucket.storage.model.FloatHistogram;
import java.io.IOException;

/// Takes the samples of one series, in order of time.
public interface PointSink {
  /// @param millis since the epoch
  /// @param value bits are kept: a stale marker is one
  void value(long millis, double value) throws IOException;

  /// @param millis since the epoch
  void histogram(long millis, FloatHistogram histogram) throws IOException;
}
