package dev.firebucket.query.operation;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.functions.RangeFunction;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Range functions over the grid of a subquery, or over samples where a parameter is known only
/// when the query runs. All others run while samples are scanned.
public final class RangeOperations {
  /// The place of the first parameter: before it stand the series, the site and the labels.
  private static final int PARAMETERS = 3;

  private RangeOperations() {}

  /// `grid_max_over_time(grid, site, labels)`: over a subquery's grid.
  public static Operation.OfHandle overGrid(RangeFunction function) {
    return new Operation.OfHandle(
        "grid_" + function.promqlName(), RangeOperations::overGrid, false, parameters(function));
  }

  /// `samples_quantile_over_time(samples, site, labels, parameter)`: over stored samples.
  public static Operation.OfHandle overSamples(RangeFunction function) {
    return new Operation.OfHandle(
        "samples_" + function.promqlName(),
        RangeOperations::overSamples,
        false,
        parameters(function));
  }

  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    for (RangeFunction function : RangeFunction.values()) {
      all.add(overGrid(function));
      if (function.parameters() > 0) {
        all.add(overSamples(function));
      }
    }
    return all;
  }

  private static List<Class<?>> parameters(RangeFunction function) {
    Class<?>[] types = new Class<?>[PARAMETERS + function.parameters()];
    Arrays.fill(types, Long.class);
    types[1] = Integer.class;
    return List.of(types);
  }

  private static long overSamples(Arguments row) {
    long handle = row.handle(0);
    CallSite.Range call = row.site(1, CallSite.Range.class);
    return row.keep(evaluate(row, call, row.arena().samples().get(handle), call.place()));
  }

  private static long overGrid(Arguments row) {
    Samples samples = Samples.of(row.grid(0));
    CallSite.Range call = row.site(1, CallSite.Range.class);
    RangeFunction function = call.kernel().function();
    // Of a quantile, Prometheus speaks at the place of the quantile.
    boolean ofQuantile = function == RangeFunction.QUANTILE_OVER_TIME;
    SourceRange place = ofQuantile ? call.place() : SourceRange.NOWHERE;
    Grid answer = evaluate(row, call, samples, place);
    if (CounterNames.wantedBy(function) && answer.hasNumbers()) {
      CounterNames.check(labels(row), SourceRange.NOWHERE, row.arena());
    }
    return row.keep(answer);
  }

  private static LabelSet labels(Arguments row) {
    return row.arena().labels().get(row.handle(2));
  }

  private static Grid evaluate(
      Arguments row, CallSite.Range call, Samples samples, SourceRange place) {
    RangeFunction function = call.kernel().function();
    List<Grid> parameters =
        IntStream.range(PARAMETERS, PARAMETERS + function.parameters())
            .mapToObj(row::grid)
            .toList();
    Remarks remarks = new Remarks();
    Grid answer = call.kernel().apply(samples, parameters, remarks);
    if (!remarks.isEmpty()) {
      row.arena().annotations().remarks(remarks, labels(row).metricName(), place);
    }
    if (function == RangeFunction.QUANTILE_OVER_TIME) {
      QuantileWarnings.add(parameters.getFirst(), answer, call.place(), row.arena());
    }
    return answer;
  }
}
