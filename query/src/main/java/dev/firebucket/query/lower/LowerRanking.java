package dev.firebucket.query.lower;

import static dev.firebucket.query.relation.Expression.left;
import static dev.firebucket.query.relation.Expression.right;

import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.GroupOperations;
import dev.firebucket.query.operation.ParameterCheck;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Column;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Relation;
import java.util.List;

/// `topk`, `bottomk` and `limitk`: each series at the steps where it is among the k of its group.
final class LowerRanking {
  private LowerRanking() {}

  /// ```sql
  /// topk_2_rows AS MATERIALIZED (
  ///   SELECT labels, grid FROM rate_1
  /// ),
  /// topk_2_groups AS (
  ///   SELECT labels_keep(labels, 'job') AS signature,
  ///     grid_topk(string_agg(labels || ':' || grid, ','), grid_constant(min(grid), 5.0E0), 0) AS ranking
  ///   FROM topk_2_rows
  ///   GROUP BY 1
  /// ),
  /// topk_2 AS (
  ///   SELECT l.labels, grid_ranked(r.ranking, l.labels, l.grid) AS grid
  ///   FROM (SELECT labels_keep(labels, 'job') AS signature, labels, grid FROM topk_2_rows) l
  ///   JOIN topk_2_groups r USING (signature)
  /// )
  /// ```
  static Vector lower(VectorPlan.Ranking node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    Piece count =
        LowerParameter.checked(
            LowerScalar.lower(node.count(), lowering),
            ParameterCheck.COUNT,
            node.steps(),
            node.range(),
            lowering);
    String name = lowering.name(node.operator().keyword());
    Relation rows = lowering.defineOnce(name + "_rows", Relation.rows(inner.relation()));
    Column signature = Terms.group(inner, !node.without(), node.grouping()).as("signature");
    Expression ranking =
        Expression.apply(
            GroupOperations.aggregate(node.operator()),
            Terms.MEMBERS,
            Terms.scalar(count, Terms.ANY_GRID),
            Lowering.place(node.range()));
    Relation groups =
        lowering.define(
            name + "_groups", new Relation.Group(signature, ranking.as("ranking"), rows));
    Relation ranked =
        new Relation.Join(
            Relation.Join.Kind.MATCHED,
            List.of(
                left("labels").as("labels"),
                Expression.apply(
                        GroupOperations.RANKED, right("ranking"), left("labels"), left("grid"))
                    .as("grid")),
            new Relation.Map(List.of(signature, Column.LABELS, Column.GRID), rows),
            groups);
    return new Vector(lowering.define(name, ranked), inner.name());
  }
}
