package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.format.GoNumber;
import dev.firebucket.query.kernel.Grid;
import dev.firebucket.query.kernel.LabelSampling;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// `limit_ratio` in SQL, and what Prometheus says of a ratio that is none.
public final class RatioLimits {
  private RatioLimits() {}

  static void register(FunctionRegistrar functions) {
    // grid_limit_ratio(grid, ratios, labels, place of the ratio): the grid where its series is in
    // the share.
    functions.handle(
        "grid_limit_ratio", RatioLimits::sample, Long.class, Long.class, Long.class, Integer.class);
  }

  private static long sample(RowArguments row) {
    Grid grid = row.grid(0);
    Grid ratios = row.grid(1);
    QueryArena arena = row.arena();
    warnings(IntStream.range(0, ratios.size()).mapToDouble(ratios::value).toArray())
        .forEach(text -> arena.annotations().warn(text, arena.place(row.integer(3))));
    LabelSet labels = arena.labels().get(row.handle(2));
    return row.keep(LabelSampling.sample(grid, LabelSampling.place(labels), ratios));
  }

  /// What to say of ratios beyond the whole: of the greatest and the least of them.
  ///
  /// @throws PromqlException of type `EXECUTION` for NaN
  public static List<String> warnings(double... ratios) {
    double greatest = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    for (double ratio : ratios) {
      if (Double.isNaN(ratio)) {
        throw new PromqlException(PromqlException.Type.EXECUTION, "Ratio value is NaN", null);
      }
      greatest = Math.max(greatest, ratio);
      least = Math.min(least, ratio);
    }
    return Stream.concat(
            greatest > 1 ? Stream.of(text(greatest, 1)) : Stream.empty(),
            least < -1 ? Stream.of(text(least, -1)) : Stream.empty())
        .toList();
  }

  private static String text(double ratio, int limit) {
    return "ratio value should be between -1 and 1, got "
        + GoNumber.general(ratio)
        + ", capping to "
        + limit;
  }
}
