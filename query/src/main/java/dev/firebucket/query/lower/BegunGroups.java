package dev.firebucket.query.lower;

import dev.firebucket.query.ast.AggregateOperator;

/// Which aggregations shards begin; of all others they send the grids of all series.
public enum BegunGroups {
  /// None.
  NONE,
  /// Those whose parts give the bits of the whole.
  SAME_BITS,
  /// `avg` too, which may then differ in the last bit: the whole divides the sum and what rounding
  /// lost each alone, so its answer depends on how its order of adding shared them out.
  ALL;

  /// Whether the aggregations of an operator are begun, where they can be.
  public boolean contains(AggregateOperator operator) {
    return switch (operator) {
      case SUM, MIN, MAX, COUNT, GROUP -> this != NONE;
      case AVG -> this == ALL;
      case STDDEV, STDVAR, QUANTILE, TOPK, BOTTOMK, COUNT_VALUES, LIMITK, LIMIT_RATIO -> false;
    };
  }
}
