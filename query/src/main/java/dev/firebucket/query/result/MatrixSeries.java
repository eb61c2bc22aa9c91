package dev.firebucket.query.result;

import dev.firebucket.storage.model.LabelSet;

/// One series of a matrix.
///
/// @param points at least one
public record MatrixSeries(LabelSet labels, Points points) {
  public MatrixSeries {
    if (points.size() == 0) {
      throw new IllegalArgumentException("a series without points: " + labels);
    }
  }
}
