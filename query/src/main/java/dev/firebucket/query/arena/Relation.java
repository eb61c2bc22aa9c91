package dev.firebucket.query.arena;

import java.util.Arrays;

/// Rows that Java lends to SQL as `grids(n)`: one per series.
///
/// @param labels handles of label sets
/// @param values handles of grids, or of samples
public record Relation(long[] labels, long[] values) {
  public Relation {
    if (labels.length != values.length) {
      throw new IllegalArgumentException("a relation's columns differ in length");
    }
  }

  public int rows() {
    return labels.length;
  }

  /// The first rows alone.
  public Relation first(int rows) {
    return rows == labels.length
        ? this
        : new Relation(Arrays.copyOf(labels, rows), Arrays.copyOf(values, rows));
  }
}
