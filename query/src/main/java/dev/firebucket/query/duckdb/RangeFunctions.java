package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.kernel.Grid;
import dev.firebucket.query.kernel.RangeFunction;
import dev.firebucket.query.kernel.Samples;
import org.jspecify.annotations.Nullable;

/// Range functions that SQL calls: over the grid of a subquery, or over samples where a parameter
/// is known only in SQL. All others run while samples are scanned.
public final class RangeFunctions {
  /// Prometheus speaks of a subquery as if it stood at the start of the query.
  private static final SourceRange SUBQUERY = new SourceRange(0, 0);

  private RangeFunctions() {}

  /// `grid_max_over_time(grid, n)`: over a subquery's grid; n is the query's range number n.
  public static String overGrid(RangeFunction function) {
    return "grid_" + function.promqlName();
  }

  /// `samples_quantile_over_time(samples, n, parameter)`: over stored samples.
  public static String overSamples(RangeFunction function) {
    return "samples_" + function.promqlName();
  }

  static void register(FunctionRegistrar functions) {
    for (RangeFunction function : RangeFunction.values()) {
      if (CounterNames.wantedBy(function)) {
        // grid_rate(grid, n, labels): the labels for what is to say of the metric's name.
        functions.handle(
            overGrid(function), RangeFunctions::counter, Long.class, Integer.class, Long.class);
        continue;
      }
      if (function.parameters() == 0) {
        functions.handle(
            overGrid(function),
            row -> evaluate(row, Samples.of(row.grid(0)), null),
            Long.class,
            Integer.class);
        continue;
      }
      functions.handle(
          overGrid(function),
          row -> evaluate(row, Samples.of(row.grid(0)), row.grid(2)),
          Long.class,
          Integer.class,
          Long.class);
      functions.handle(
          overSamples(function),
          row -> {
            long handle = row.handle(0);
            return evaluate(row, row.arena().samples().get(handle), row.grid(2));
          },
          Long.class,
          Integer.class,
          Long.class);
    }
  }

  private static long counter(RowArguments row) {
    long result = evaluate(row, Samples.of(row.grid(0)), null);
    if (result != RowArguments.NULL) {
      String metric = row.arena().labels().get(row.handle(2)).metricName();
      CounterNames.check(metric, SUBQUERY, row.arena());
    }
    return result;
  }

  private static long evaluate(RowArguments row, Samples samples, @Nullable Grid parameter) {
    QueryArena.RangeCall call = row.arena().program().ranges().get(row.integer(1));
    Grid answer = call.kernel().apply(samples, parameter);
    if (parameter != null && call.kernel().function() == RangeFunction.QUANTILE_OVER_TIME) {
      QuantileWarnings.add(parameter, answer, call.place(), row.arena());
    }
    return row.keep(answer);
  }
}
