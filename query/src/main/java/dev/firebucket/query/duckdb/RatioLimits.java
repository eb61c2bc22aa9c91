package dev.firebucket.query.duckdb;

import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.kernel.aggregate.LabelSampling;
import dev.firebucket.storage.model.LabelSet;

/// `limit_ratio` in SQL.
public final class RatioLimits {
  private RatioLimits() {}

  static void register(FunctionRegistrar functions) {
    // grid_limit_ratio(grid, ratios, labels): the grid where its series is in
    // the share.
    functions.handle("grid_limit_ratio", RatioLimits::sample, Long.class, Long.class, Long.class);
  }

  private static long sample(RowArguments row) {
    Grid grid = row.grid(0);
    Grid ratios = row.grid(1);
    QueryArena arena = row.arena();
    LabelSet labels = arena.labels().get(row.handle(2));
    return row.keep(LabelSampling.sample(grid, LabelSampling.place(labels), ratios));
  }
}
