package dev.firebucket.query.duckdb;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.format.GoNumber;
import dev.firebucket.query.kernel.Grid;

/// The k of `topk`, `bottomk` and `limitk`: which numbers are none.
public final class RankingCounts {
  private RankingCounts() {}

  static Grid checked(Grid counts) {
    for (int step = 0; step < counts.size(); step++) {
      check(counts.value(step));
    }
    return counts;
  }

  /// @throws PromqlException of type `EXECUTION` for NaN and for what is no integer of 64 bits
  public static void check(double count) {
    if (Double.isNaN(count)) {
      throw execution("Parameter value is NaN");
    }
    if (count >= 0x1p63) {
      throw execution("Scalar value " + GoNumber.general(count) + " overflows int64");
    }
    if (count <= -0x1p63) {
      throw execution("Scalar value " + GoNumber.general(count) + " underflows int64");
    }
  }

  private static PromqlException execution(String message) {
    return new PromqlException(PromqlException.Type.EXECUTION, message, null);
  }
}
