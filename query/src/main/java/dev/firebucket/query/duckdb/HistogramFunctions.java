package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.Members;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.format.GoQuote;
import dev.firebucket.query.kernel.ClassicHistogramKernel;
import dev.firebucket.query.kernel.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// `histogram_quantile` and `histogram_fraction` over the bucket series of a group.
final class HistogramFunctions {
  private HistogramFunctions() {}

  /// The buckets of a group whose `le` is a number.
  private record Buckets(double[] upperBounds, List<Grid> grids) {}

  static void register(FunctionRegistrar functions) {
    // grid_histogram_quantile(members, quantile, place of the quantile, place of the buckets)
    functions.handle(
        "grid_histogram_quantile",
        HistogramFunctions::quantile,
        String.class,
        Long.class,
        Integer.class,
        Integer.class);
    // grid_histogram_fraction(members, lower, upper, place of the buckets)
    functions.handle(
        "grid_histogram_fraction",
        HistogramFunctions::fraction,
        String.class,
        Long.class,
        Long.class,
        Integer.class);
  }

  private static long quantile(RowArguments row) {
    Buckets buckets = buckets(row, row.integer(3));
    Grid quantiles = row.grid(1);
    QuantileWarnings.add(quantiles, quantiles, place(row, row.integer(2)), row.arena());
    if (buckets.grids().isEmpty()) {
      return RowArguments.NULL;
    }
    ClassicHistogramKernel.Answer answer =
        ClassicHistogramKernel.quantile(buckets.upperBounds(), buckets.grids(), quantiles);
    answer
        .forced()
        .ifPresent(
            forced ->
                row.arena().annotations().forcedMonotonicity(forced, place(row, row.integer(3))));
    return row.keep(answer.grid());
  }

  private static long fraction(RowArguments row) {
    Buckets buckets = buckets(row, row.integer(3));
    if (buckets.grids().isEmpty()) {
      return RowArguments.NULL;
    }
    return row.keep(
        ClassicHistogramKernel.fraction(
            buckets.upperBounds(), buckets.grids(), row.grid(1), row.grid(2)));
  }

  private static Buckets buckets(RowArguments row, int place) {
    Members members = row.members(0);
    double[] bounds = new double[members.size()];
    List<Grid> grids = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      String le = row.arena().labels().get(members.labels()[i]).value("le");
      OptionalDouble bound = parse(le);
      if (bound.isPresent()) {
        bounds[grids.size()] = bound.getAsDouble();
        grids.add(row.arena().grids().get(members.grids()[i]));
      } else {
        row.arena()
            .annotations()
            .warn(
                "bucket label \"le\" is missing or has a malformed value of " + GoQuote.string(le),
                place(row, place));
      }
    }
    return new Buckets(Arrays.copyOf(bounds, grids.size()), grids);
  }

  private static OptionalDouble parse(String le) {
    if (le.endsWith("Inf")) {
      return switch (le) {
        case "+Inf", "Inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
        case "-Inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
        default -> OptionalDouble.empty();
      };
    }
    try {
      return le.endsWith("d") || le.endsWith("f") || !le.strip().equals(le)
          ? OptionalDouble.empty()
          : OptionalDouble.of(Double.parseDouble(le));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static SourceRange place(RowArguments row, int number) {
    return row.arena().program().places().get(number);
  }
}
