package dev.firebucket.query.arena;

import java.util.Arrays;

/// Rows that Java lends to SQL as `grids(n)`: one per series.
///
/// @param labels handles of label sets
/// @param values handles of grids, or of samples
public record LentRows(long[] labels, long[] values) {
  public LentRows {
    if (labels.length != values.length) {
      throw new IllegalArgumentException("columns of rows differ in length");
    }
  }

  public int rows() {
    return labels.length;
  }

  /// The first rows alone.
  public LentRows first(int rows) {
    return rows == labels.length
        ? this
        : new LentRows(Arrays.copyOf(labels, rows), Arrays.copyOf(values, rows));
  }
}
