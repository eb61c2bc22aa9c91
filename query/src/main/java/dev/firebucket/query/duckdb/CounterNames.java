package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.format.GoQuote;
import dev.firebucket.query.kernel.RangeFunction;
import java.util.List;

/// What Prometheus says of `rate` and `increase` over a metric whose name is not a counter's.
public final class CounterNames {
  private static final List<String> SUFFIXES = List.of("_total", "_sum", "_count", "_bucket");

  private CounterNames() {}

  /// Whether a function wants a counter.
  public static boolean wantedBy(RangeFunction function) {
    return function == RangeFunction.RATE || function == RangeFunction.INCREASE;
  }

  /// Adds an info where a metric's name does not end as a counter's.
  ///
  /// @param metric empty for a series without a name, of which nothing is said
  public static void check(String metric, SourceRange place, QueryArena arena) {
    if (!metric.isEmpty() && SUFFIXES.stream().noneMatch(metric::endsWith)) {
      arena
          .annotations()
          .inform(
              "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
                  + GoQuote.string(metric),
              place);
    }
  }
}
