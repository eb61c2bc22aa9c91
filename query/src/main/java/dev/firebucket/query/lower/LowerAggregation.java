package dev.firebucket.query.lower;

import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.duckdb.GroupFunctions;
import dev.firebucket.query.duckdb.ParameterCheck;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.ScalarPlan;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.time.Steps;
import java.util.List;

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
    Vector inner = lowering.lower(node.inner());
    ScalarPlan parameter = node.parameter();
    String second =
        parameter == null ? "" : quantile(parameter, node.steps(), node.range(), lowering);
    String body =
        """
        SELECT %s AS labels,
          %s(%s, %s%d) AS grid
        FROM %s
        GROUP BY 1"""
            .formatted(
                Sql.group(inner, !node.without(), node.grouping()),
                GroupFunctions.aggregate(node.operator()),
                GroupFunctions.MEMBERS,
                second,
                lowering.aggregation(node.innerRange(), inner),
                inner.relation());
    String relation = lowering.define(lowering.name(node.operator().keyword()), body);
    return new Vector(relation, nameAfter(inner, node.without(), node.grouping(), lowering));
  }

  private static String quantile(
      ScalarPlan parameter, Steps steps, SourceRange place, Lowering lowering) {
    Piece quantile =
        LowerParameter.checked(
            LowerScalar.lower(parameter, lowering),
            ParameterCheck.QUANTILE,
            steps,
            place,
            lowering);
    return Sql.scalar(quantile, "min(grid)") + ", ";
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
