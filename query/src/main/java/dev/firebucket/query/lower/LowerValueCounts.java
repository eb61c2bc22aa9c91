package dev.firebucket.query.lower;

import dev.firebucket.query.duckdb.GroupFunctions;
import dev.firebucket.query.duckdb.MatchFunctions.Clash;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.List;

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
                Sql.group(inner, !node.without(), grouping(node)),
                GroupFunctions.MEMBERS,
                inner.relation());
    lowering.defineOnce(name + "_groups", groups);
    String rows =
        """
        (SELECT labels_set(labels, %s, tally_value(tally, place)) AS labels, tally_grid(tally, place) AS grid
        FROM (SELECT labels, tally, unnest(range(tally_size(tally))) AS place FROM %s_groups
          WHERE tally IS NOT NULL))"""
            .formatted(Sql.text(node.label()), name);
    MetricName after = LowerAggregation.nameAfter(inner, node.without(), node.grouping(), lowering);
    boolean named = after == MetricName.DELAYED || LabelSet.METADATA.contains(node.label());
    return new Vector(
        lowering.defineOnce(name, Sql.merged(rows, Clash.SAME_LABELS)),
        named ? MetricName.MIXED : after);
  }

  /// The value is set before series are grouped: what stood in its label before parts no groups.
  private static List<String> grouping(VectorPlan.ValueCounts node) {
    List<String> names = new ArrayList<>(node.grouping());
    names.remove(node.label());
    if (node.without()) {
      names.add(node.label());
    }
    return names;
  }
}
