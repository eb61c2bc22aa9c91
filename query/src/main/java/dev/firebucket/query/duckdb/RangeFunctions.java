package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.functions.RangeFunction;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.storage.model.LabelSet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Range functions that SQL calls: over the grid of a subquery, or over samples where a parameter
/// is known only in SQL. All others run while samples are scanned.
public final class RangeFunctions {
  /// The column of the first parameter.
  private static final int PARAMETERS = 3;

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
      Class<?>[] columns = columns(function);
      functions.handle(overGrid(function), RangeFunctions::overGrid, columns);
      if (function.parameters() > 0) {
        functions.handle(overSamples(function), RangeFunctions::overSamples, columns);
      }
    }
  }

  /// The series, the number of the call, the labels, the parameters.
  private static Class<?>[] columns(RangeFunction function) {
    Class<?>[] columns = new Class<?>[PARAMETERS + function.parameters()];
    Arrays.fill(columns, Long.class);
    columns[1] = Integer.class;
    return columns;
  }

  private static List<Grid> parameters(RowArguments row, RangeFunction function) {
    return IntStream.range(PARAMETERS, PARAMETERS + function.parameters())
        .mapToObj(row::grid)
        .toList();
  }

  private static long overSamples(RowArguments row) {
    long handle = row.handle(0);
    QueryArena.RangeCall call = call(row);
    Samples samples = row.arena().samples().get(handle);
    return row.keep(evaluate(row, call, samples, call.place()));
  }

  private static long overGrid(RowArguments row) {
    Samples samples = Samples.of(row.grid(0));
    QueryArena.RangeCall call = call(row);
    RangeFunction function = call.kernel().function();
    // Of a quantile, Prometheus tells at the place of the quantile.
    boolean ofQuantile = function == RangeFunction.QUANTILE_OVER_TIME;
    SourceRange place = ofQuantile ? call.place() : SourceRange.NOWHERE;
    Grid answer = evaluate(row, call, samples, place);
    if (CounterNames.wantedBy(function) && answer.hasNumbers()) {
      CounterNames.check(labels(row), SourceRange.NOWHERE, row.arena());
    }
    return row.keep(answer);
  }

  private static QueryArena.RangeCall call(RowArguments row) {
    return row.arena().program().ranges().get(row.integer(1));
  }

  private static LabelSet labels(RowArguments row) {
    return row.arena().labels().get(row.handle(2));
  }

  private static Grid evaluate(
      RowArguments row, QueryArena.RangeCall call, Samples samples, SourceRange place) {
    List<Grid> parameters = parameters(row, call.kernel().function());
    Remarks remarks = new Remarks();
    Grid answer = call.kernel().apply(samples, parameters, remarks);
    if (!remarks.isEmpty()) {
      row.arena().annotations().remarks(remarks, labels(row).metricName(), place);
    }
    if (call.kernel().function() == RangeFunction.QUANTILE_OVER_TIME) {
      QuantileWarnings.add(parameters.getFirst(), answer, call.place(), row.arena());
    }
    return answer;
  }
}
