package dev.firebucket.query.lower;

import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.duckdb.GroupFunctions;
import dev.firebucket.query.duckdb.ParameterCheck;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.VectorPlan;

/// `topk`, `bottomk` and `limitk`: each series at the steps where it is among the k of its group.
final class LowerRanking {
  private LowerRanking() {}

  /// ```sql
  /// topk_2_groups AS (
  ///   SELECT labels_keep(labels, 'job') AS signature,
  ///     grid_topk(string_agg(labels || ':' || grid, ','), grid_constant(min(grid), 5.0E0), 0) AS ranking
  ///   FROM rate_1
  ///   GROUP BY 1
  /// ),
  /// topk_2 AS (
  ///   SELECT labels, grid_ranked(ranking, grid) AS grid
  ///   FROM (SELECT labels_keep(labels, 'job') AS signature, labels, grid FROM rate_1)
  ///   JOIN topk_2_groups USING (signature)
  /// )
  /// ```
  static Vector lower(VectorPlan.Ranking node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    AggregateOperator operator = node.operator();
    Piece count =
        LowerParameter.checked(
            LowerScalar.lower(node.count(), lowering),
            ParameterCheck.COUNT,
            node.steps(),
            node.range(),
            lowering);
    String name = lowering.name(operator.keyword());
    String rows =
        lowering.defineOnce(name + "_rows", "SELECT labels, grid FROM " + inner.relation());
    String signature = Sql.group(inner, !node.without(), node.grouping());
    String groups =
        """
        SELECT %s AS signature,
          %s(%s, %s, %d) AS ranking
        FROM %s
        GROUP BY 1"""
            .formatted(
                signature,
                GroupFunctions.aggregate(operator),
                GroupFunctions.MEMBERS,
                Sql.scalar(count, "min(grid)"),
                lowering.place(node.range()),
                rows);
    lowering.define(name + "_groups", groups);
    String body =
        """
        SELECT labels, grid_ranked(ranking, grid) AS grid
        FROM (SELECT %s AS signature, labels, grid FROM %s)
        JOIN %s_groups USING (signature)"""
            .formatted(signature, rows, name);
    return new Vector(lowering.define(name, body), inner.name());
  }
}
