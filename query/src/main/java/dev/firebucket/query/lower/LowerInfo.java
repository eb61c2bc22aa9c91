package dev.firebucket.query.lower;

import dev.firebucket.query.arena.InfoCall;
import dev.firebucket.query.duckdb.GroupFunctions;
import dev.firebucket.query.duckdb.MatchFunctions.Clash;
import dev.firebucket.query.functions.SampleReading;
import dev.firebucket.query.kernel.range.InstantKernel;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;

/// `info(v, {…})`: labels of info series copied to the series that they speak of.
final class LowerInfo {
  private LowerInfo() {}

  /// ```sql
  /// info_2_series AS MATERIALIZED (
  ///   SELECT info_join(base.members, coalesce(info.members, ''), 0) AS joined
  ///   FROM (SELECT string_agg(labels || ':' || grid, ',') AS members FROM selector_1) base,
  ///     (SELECT string_agg(labels || ':' || grid, ',') AS members FROM grids(1)) info
  /// )
  /// info_2 AS MATERIALIZED (
  ///   SELECT labels, CASE WHEN count(grid) <= 1 THEN min(grid) ELSE grid_merge(…) END AS grid
  ///   FROM (SELECT info_labels(joined, place) AS labels, info_grid(joined, place) AS grid
  ///     FROM (SELECT joined, unnest(range(info_size(joined))) AS place FROM info_2_series
  ///       WHERE joined IS NOT NULL))
  ///   GROUP BY labels
  /// )
  /// ```
  static Vector lower(VectorPlan.InfoLabels node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    String name = lowering.name("info");
    lowering.defineOnce(name + "_series", joined(node, inner, lowering));
    String rows =
        """
        (SELECT info_labels(joined, place) AS labels, info_grid(joined, place) AS grid
          FROM (SELECT joined, unnest(range(info_size(joined))) AS place FROM %s_series
            WHERE joined IS NOT NULL))"""
            .formatted(name);
    MetricName kept = inner.name() == MetricName.TO_DROP ? MetricName.GONE : inner.name();
    return new Vector(lowering.defineOnce(name, Sql.merged(rows, Clash.SAME_LABELS)), kept);
  }

  private static String joined(VectorPlan.InfoLabels node, Vector inner, Lowering lowering) {
    InstantKernel kernel =
        new InstantKernel(
            node.lookbackMillis(), node.info().reference(), SampleReading.FLOAT_TIME, node.steps());
    String info = lowering.source(new Source.InstantScan(node.info(), kernel));
    return """
        SELECT info_join(base.members, coalesce(info.members, ''), %d) AS joined
        FROM (SELECT %s AS members
            FROM (SELECT %s AS labels, grid FROM %s)) base,
          (SELECT %s AS members FROM %s) info"""
        .formatted(
            lowering.info(new InfoCall(node.names(), node.data())),
            GroupFunctions.MEMBERS,
            Sql.labels(inner, "labels"),
            inner.relation(),
            GroupFunctions.MEMBERS,
            info);
  }
}
