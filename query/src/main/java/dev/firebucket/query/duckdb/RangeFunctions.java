package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.histogram.Remarks;
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

  /// `grid_max_over_time(grid, n, labels)`: over a subquery's grid; n is the query's range number
  /// n.
  public static String overGrid(RangeFunction function) {
    return "grid_" + function.promqlName();
  }

  /// `samples_quantile_over_time(samples, n, labels, parameter)`: over stored samples.
  public static String overSamples(RangeFunction function) {
    return "samples_" + function.promqlName();
  }

  static void register(FunctionRegistrar functions) {
    for (RangeFunction function : RangeFunction.values()) {
      if (function.parameters() == 0) {
        functions.handle(
            overGrid(function), row -> overGrid(row, null), Long.class, Integer.class, Long.class);
        continue;
      }
      functions.handle(
          overGrid(function),
          row -> overGrid(row, row.grid(3)),
          Long.class,
          Integer.class,
          Long.class,
          Long.class);
      functions.handle(
          overSamples(function),
          RangeFunctions::overSamples,
          Long.class,
          Integer.class,
          Long.class,
          Long.class);
    }
  }

  private static long overSamples(RowArguments row) {
    long handle = row.handle(0);
    QueryArena.RangeCall call = call(row);
    Samples samples = row.arena().samples().get(handle);
    return row.keep(evaluate(row, call, samples, row.grid(3), call.place()));
  }

  private static long overGrid(RowArguments row, @Nullable Grid parameter) {
    Samples samples = Samples.of(row.grid(0));
    QueryArena.RangeCall call = call(row);
    RangeFunction function = call.kernel().function();
    // Of a quantile, Prometheus tells at the place of the quantile.
    boolean ofQuantile = function == RangeFunction.QUANTILE_OVER_TIME;
    SourceRange place = ofQuantile ? call.place() : SUBQUERY;
    Grid answer = evaluate(row, call, samples, parameter, place);
    if (CounterNames.wantedBy(function) && answer.hasNumbers()) {
      CounterNames.check(metric(row), SUBQUERY, row.arena());
    }
    return row.keep(answer);
  }

  private static QueryArena.RangeCall call(RowArguments row) {
    return row.arena().program().ranges().get(row.integer(1));
  }

  private static String metric(RowArguments row) {
    return row.arena().labels().get(row.handle(2)).metricName();
  }

  private static Grid evaluate(
      RowArguments row,
      QueryArena.RangeCall call,
      Samples samples,
      @Nullable Grid parameter,
      SourceRange place) {
    Remarks remarks = new Remarks();
    Grid answer = call.kernel().apply(samples, parameter, remarks);
    if (!remarks.isEmpty()) {
      row.arena().annotations().remarks(remarks, metric(row), place);
    }
    if (parameter != null && call.kernel().function() == RangeFunction.QUANTILE_OVER_TIME) {
      QuantileWarnings.add(parameter, answer, call.place(), row.arena());
    }
    return answer;
  }
}
