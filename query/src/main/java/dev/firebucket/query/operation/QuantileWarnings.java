package dev.firebucket.query.operation;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.grid.Grid;

/// What Prometheus says of a quantile that is none.
public final class QuantileWarnings {
  private QuantileWarnings() {}

  /// Adds a warning for every quantile that is not between 0 and 1 at a step where there is an
  /// answer.
  ///
  /// @param place of the quantile in the query
  public static void add(Grid quantiles, Grid answer, SourceRange place, QueryArena arena) {
    for (int step = answer.nextPresent(0); step >= 0; step = answer.nextPresent(step + 1)) {
      double quantile = quantiles.value(step);
      if (isNone(quantile)) {
        arena.annotations().warn(text(quantile), place);
      }
    }
  }

  /// Whether a number is no quantile.
  public static boolean isNone(double quantile) {
    return !(quantile >= 0 && quantile <= 1);
  }

  /// What to say of a number that is none.
  public static String text(double quantile) {
    return "quantile value should be between 0 and 1, got " + FloatText.general(quantile);
  }
}
