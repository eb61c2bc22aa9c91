package dev.firebucket.query.lower;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.GroupOperations;
import dev.firebucket.query.operation.ParameterCheck;
import dev.firebucket.query.plan.ScalarPlan;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `sum`, `avg`, `min`, `max`, `count`, `group`, `stddev`, `stdvar`, `quantile`: one series per
/// group.
final class LowerAggregation {
  private LowerAggregation() {}

  /// ```sql
  /// sum_2 AS (
  ///   SELECT labels_keep(labels, 'job') AS labels,
  ///     grid_sum(string_agg(labels || ':' || grid, ','), 0) AS grid
  ///   FROM rate_1
  ///   GROUP BY 1
  /// )
  /// ```
  static Vector lower(VectorPlan.Aggregation node, Lowering lowering) {
    int mark = lowering.mark();
    Vector inner = lowering.lower(node.inner());
    MetricName name = nameAfter(inner, node.without(), node.grouping(), lowering);
    Optional<Relation> begun = lowering.begun(node, inner, mark);
    if (begun.isPresent()) {
      return new Vector(begun(node, begun.get(), lowering), name);
    }
    List<Expression> arguments = new ArrayList<>(List.of(Terms.MEMBERS));
    if (node.parameter() != null) {
      arguments.add(quantile(node, node.parameter(), lowering));
    }
    arguments.add(new Expression.Site(new CallSite.Aggregation(node.innerRange(), isNamed(inner))));
    Relation groups =
        new Relation.Group(
            Terms.group(inner, !node.without(), node.grouping()).as("labels"),
            new Expression.Apply(GroupOperations.aggregate(node.operator()), arguments).as("grid"),
            inner.relation());
    return new Vector(lowering.define(lowering.name(node.operator().keyword()), groups), name);
  }

  /// What shards have begun, put together before the SQL runs:
  ///
  /// ```sql
  /// sum_1 AS (
  ///   SELECT labels, grid FROM grids(1)
  /// )
  /// ```
  private static Relation begun(VectorPlan.Aggregation node, Relation groups, Lowering lowering) {
    return lowering.define(lowering.name(node.operator().keyword()), Relation.rows(groups));
  }

  private static Expression quantile(
      VectorPlan.Aggregation node, ScalarPlan parameter, Lowering lowering) {
    Piece quantile =
        LowerParameter.checked(
            LowerScalar.lower(parameter, lowering),
            ParameterCheck.QUANTILE,
            node.steps(),
            node.range(),
            lowering);
    return Terms.scalar(quantile, Terms.ANY_GRID);
  }

  private static boolean isNamed(Vector inner) {
    return switch (inner.name()) {
      case SINGLE, MIXED, DELAYED -> true;
      case TO_DROP, GONE -> false;
    };
  }

  /// Groups have a metric name only where `by` asks for it; `without` leaves types and units.
  static MetricName nameAfter(
      Vector inner, boolean without, List<String> grouping, Lowering lowering) {
    boolean kept =
        (without ? lowering.typed() : lowering.names(grouping))
            && inner.name() != MetricName.TO_DROP
            && inner.name() != MetricName.GONE;
    return kept ? inner.name() : MetricName.GONE;
  }
}
