package dev.firebucket.query.operation;

import dev.firebucket.go.number.FloatReader;
import dev.firebucket.go.number.OpenMetricsNumber;
import dev.firebucket.go.text.Quote;
import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.arena.Members;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.ast.SourceRange;
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
public final class HistogramOperations {
  /// `grid_histogram_quantile(members, quantile, site of the histograms, site of remarks)`.
  public static final Operation.OfHandle QUANTILE =
      Operation.handle(
          "grid_histogram_quantile",
          HistogramOperations::quantile,
          String.class,
          Long.class,
          Integer.class,
          Integer.class);

  /// `grid_histogram_fraction(members, lower, upper, site of the histograms, site of remarks)`.
  public static final Operation.OfHandle FRACTION =
      Operation.handle(
          "grid_histogram_fraction",
          HistogramOperations::fraction,
          String.class,
          Long.class,
          Long.class,
          Integer.class,
          Integer.class);

  /// `quantile_text('0.5')`: a number as OpenMetrics writes it.
  public static final Operation.OfText QUANTILE_TEXT =
      Operation.text(
          "quantile_text",
          row -> OpenMetricsNumber.of(FloatReader.read(row.text(0))),
          String.class);

  private static final String LE = "le";

  private HistogramOperations() {}

  static List<Operation> all() {
    return List.of(QUANTILE, FRACTION, QUANTILE_TEXT);
  }

  private static long quantile(Arguments row) {
    HistogramKernel.Input input = input(row, 2);
    Grid quantiles = row.grid(1);
    QueryArena arena = row.arena();
    Remarks remarks = new Remarks();
    HistogramKernel.Answer answer = HistogramKernel.quantile(input, quantiles, remarks);
    tell(remarks, row, place(row, 2), place(row, 3));
    if (!answer.forced().isEmpty()) {
      arena
          .annotations()
          .forcedMonotonicity(
              answer.forced(), metric(arena, row.members(0).labels()[0]), place(row, 2));
    }
    return row.keep(answer.grid());
  }

  private static long fraction(Arguments row) {
    HistogramKernel.Input input = input(row, 3);
    Remarks remarks = new Remarks();
    Grid answer = HistogramKernel.fraction(input, row.grid(1), row.grid(2), remarks);
    tell(remarks, row, place(row, 3), place(row, 4));
    return row.keep(answer);
  }

  /// That classic and native ones meet is reported at the histograms, all else at the first
  /// argument; all at the histograms where names go at the end, as Prometheus' scripts after 3.14.0
  /// have it.
  private static void tell(
      Remarks remarks, Arguments row, SourceRange histograms, SourceRange first) {
    if (remarks.isEmpty()) {
      return;
    }
    QueryArena arena = row.arena();
    String metric = metric(arena, row.members(0).labels()[0]);
    for (Remark remark : remarks.found()) {
      boolean atHistograms =
          remark == Remark.MIXED_CLASSIC_NATIVE || arena.features().delayedNameRemoval();
      arena.annotations().remark(remark, metric, atHistograms ? histograms : first);
    }
  }

  private static SourceRange place(Arguments row, int site) {
    return row.site(site, CallSite.Place.class).range();
  }

  private static HistogramKernel.Input input(Arguments row, int site) {
    Members members = row.members(0);
    SourceRange place = place(row, site);
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
        arena.annotations().warn(badBucket(le, metric(arena, members.labels()[i])), place);
      }
    }
    return new HistogramKernel.Input(Arrays.copyOf(bounds, buckets.size()), buckets, natives);
  }

  /// The metric's name, where it goes only at the end of the query.
  private static String metric(QueryArena arena, long labels) {
    return arena.features().delayedNameRemoval() ? arena.labels().get(labels).metricName() : "";
  }

  private static String badBucket(String le, String metric) {
    String text = "bucket label \"le\" is missing or has a malformed value of " + Quote.string(le);
    return metric.isEmpty() ? text : text + " for metric name " + Quote.string(metric);
  }
}
