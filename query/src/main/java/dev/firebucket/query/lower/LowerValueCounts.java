package dev.firebucket.query.lower;

import dev.firebucket.query.duckdb.GroupFunctions;
import dev.firebucket.query.duckdb.MatchFunctions.Clash;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;

/// `count_values`: one series per group and value.
final class LowerValueCounts {
  private LowerValueCounts() {}

  /// ```sql
  /// count_values_2_groups AS MATERIALIZED (
  ///   SELECT labels_keep(labels, 'job') AS labels,
  ///     grid_tally(string_agg(labels || ':' || grid, ',')) AS tally
  ///   FROM selector_1
  ///   GROUP BY 1
  /// ),
  /// count_values_2 AS (
  ///   SELECT labels_set(labels, 'state', tally_value(tally, place)) AS labels, tally_grid(tally, place) AS grid
  ///   FROM (SELECT labels, tally, unnest(range(tally_size(tally))) AS place FROM count_values_2_groups
  ///     WHERE tally IS NOT NULL)
  /// )
  /// ```
  static Vector lower(VectorPlan.ValueCounts node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    String name = lowering.name("count_values");
    String groups =
        """
        SELECT %s AS labels,
          grid_tally(%s) AS tally
        FROM %s
        GROUP BY 1"""
            .formatted(
                Sql.group(inner, !node.without(), node.grouping()),
                GroupFunctions.MEMBERS,
                inner.relation());
    lowering.defineOnce(name + "_groups", groups);
    String rows =
        """
        (SELECT labels_set(labels, %s, tally_value(tally, place)) AS labels, tally_grid(tally, place) AS grid
        FROM (SELECT labels, tally, unnest(range(tally_size(tally))) AS place FROM %s_groups
          WHERE tally IS NOT NULL))"""
            .formatted(Sql.text(node.label()), name);
    MetricName kept = LowerAggregation.nameAfter(inner, node.without(), node.grouping());
    return new Vector(lowering.defineOnce(name, Sql.merged(rows, Clash.SAME_LABELS)), kept);
  }
}
