package dev.firebucket.query.lower;

import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.Clash;
import dev.firebucket.query.operation.GroupOperations;
import dev.firebucket.query.operation.LabelOperations;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Column;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
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
  /// count_values_2 AS MATERIALIZED (
  ///   SELECT labels, CASE WHEN count(grid) <= 1 THEN min(grid) ELSE grid_merge(…) END AS grid
  ///   FROM (SELECT labels_set(labels, 'state', tally_value(tally, place)) AS labels, tally_grid(tally, place) AS grid
  ///     FROM (SELECT labels, tally, unnest(range(tally_size(tally))) AS place FROM count_values_2_groups
  ///       WHERE tally IS NOT NULL))
  ///   GROUP BY labels
  /// )
  /// ```
  static Vector lower(VectorPlan.ValueCounts node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    String name = lowering.name("count_values");
    Relation groups =
        lowering.defineOnce(
            name + "_groups",
            new Relation.Group(
                Terms.group(inner, !node.without(), grouping(node)).as("labels"),
                Expression.apply(
                        GroupOperations.aggregate(AggregateOperator.COUNT_VALUES), Terms.MEMBERS)
                    .as("tally"),
                inner.relation()));
    MetricName after = LowerAggregation.nameAfter(inner, node.without(), node.grouping(), lowering);
    boolean named = after == MetricName.DELAYED || LabelSet.METADATA.contains(node.label());
    return new Vector(
        lowering.defineOnce(
            name, new Relation.Merge(values(node.label(), groups), Clash.SAME_LABELS)),
        named ? MetricName.MIXED : after);
  }

  private static Relation values(String label, Relation groups) {
    Expression tally = new Expression.Field(null, "tally");
    Expression place = new Expression.Field(null, "place");
    Expression labels =
        Expression.apply(
            LabelOperations.SET,
            Field.LABELS,
            new Expression.Text(label),
            Expression.apply(GroupOperations.TALLY_VALUE, tally, place));
    return new Relation.Map(
        List.of(
            labels.as("labels"),
            Expression.apply(GroupOperations.TALLY_GRID, tally, place).as("grid")),
        new Relation.Unfold(
            List.of(Column.LABELS, Column.of("tally")),
            "tally",
            GroupOperations.TALLY_SIZE,
            groups));
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
