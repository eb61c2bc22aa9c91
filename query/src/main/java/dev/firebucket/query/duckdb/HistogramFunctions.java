package dev.firebucket.query.duckdb;

import dev.firebucket.go.number.FloatReader;
import dev.firebucket.go.number.OpenMetricsNumber;
import dev.firebucket.go.text.Quote;
import dev.firebucket.query.arena.Members;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.histogram.Remark;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.kernel.element.HistogramKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// `histogram_quantile` and `histogram_fraction` over the series of a group: those that differ in
/// nothing but `le`, and the native histogram of the same labels.
final class HistogramFunctions {
  private static final String LE = "le";

  private HistogramFunctions() {}

  static void register(FunctionRegistrar functions) {
    // grid_histogram_quantile(members, quantile, place of the histograms, place of remarks)
    functions.handle(
        "grid_histogram_quantile",
        HistogramFunctions::quantile,
        String.class,
        Long.class,
        Integer.class,
        Integer.class);
    // grid_histogram_fraction(members, lower, upper, place of the histograms, place of remarks)
    functions.handle(
        "grid_histogram_fraction",
        HistogramFunctions::fraction,
        String.class,
        Long.class,
        Long.class,
        Integer.class,
        Integer.class);
    // quantile_text('0.5'): a number as OpenMetrics writes it.
    functions.text(
        "quantile_text", row -> OpenMetricsNumber.of(FloatReader.read(row.text(0))), String.class);
  }

  private static long quantile(RowArguments row) {
    HistogramKernel.Input input = input(row, row.integer(2));
    Grid quantiles = row.grid(1);
    QueryArena arena = row.arena();
    Remarks remarks = new Remarks();
    HistogramKernel.Answer answer = HistogramKernel.quantile(input, quantiles, remarks);
    tell(remarks, row, row.integer(2), row.integer(3));
    if (!answer.forced().isEmpty()) {
      arena
          .annotations()
          .forcedMonotonicity(
              answer.forced(),
              metric(arena, row.members(0).labels()[0]),
              arena.place(row.integer(2)));
    }
    return row.keep(answer.grid());
  }

  private static long fraction(RowArguments row) {
    HistogramKernel.Input input = input(row, row.integer(3));
    Remarks remarks = new Remarks();
    Grid answer = HistogramKernel.fraction(input, row.grid(1), row.grid(2), remarks);
    tell(remarks, row, row.integer(3), row.integer(4));
    return row.keep(answer);
  }

  /// That classic and native ones meet is told at the histograms, all else at the first argument;
  /// all at the histograms where names go at the end, as Prometheus' scripts after 3.14.0 have it.
  private static void tell(Remarks remarks, RowArguments row, int histograms, int first) {
    if (remarks.isEmpty()) {
      return;
    }
    QueryArena arena = row.arena();
    String metric = metric(arena, row.members(0).labels()[0]);
    for (Remark remark : remarks.found()) {
      boolean atHistograms =
          remark == Remark.MIXED_CLASSIC_NATIVE || arena.program().features().delayedNameRemoval();
      int place = atHistograms ? histograms : first;
      arena.annotations().remark(remark, metric, arena.place(place));
    }
  }

  private static HistogramKernel.Input input(RowArguments row, int place) {
    Members members = row.members(0);
    QueryArena arena = row.arena();
    double[] bounds = new double[members.size()];
    List<Grid> buckets = new ArrayList<>();
    Grid natives = null;
    for (int i = 0; i < members.size(); i++) {
      String le = arena.labels().get(members.labels()[i]).value(LE);
      Grid grid = arena.grids().get(members.grids()[i]);
      if (le.isEmpty() && grid.hasHistograms()) {
        natives = grid;
      }
      OptionalDouble bound = FloatReader.find(le);
      if (bound.isPresent()) {
        bounds[buckets.size()] = bound.getAsDouble();
        buckets.add(grid);
      } else if (grid.hasNumbers()) {
        arena
            .annotations()
            .warn(badBucket(le, metric(arena, members.labels()[i])), arena.place(place));
      }
    }
    return new HistogramKernel.Input(Arrays.copyOf(bounds, buckets.size()), buckets, natives);
  }

  /// The metric's name, where it goes only at the end of the query.
  private static String metric(QueryArena arena, long labels) {
    return arena.program().features().delayedNameRemoval()
        ? arena.labels().get(labels).metricName()
        : "";
  }

  private static String badBucket(String le, String metric) {
    String text = "bucket label \"le\" is missing or has a malformed value of " + Quote.string(le);
    return metric.isEmpty() ? text : text + " for metric name " + Quote.string(metric);
  }
}
