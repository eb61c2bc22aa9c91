package dev.firebucket.query.lower;

import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.HistogramOperations;
import dev.firebucket.query.operation.ParameterCheck;
import dev.firebucket.query.plan.ScalarPlan;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import dev.firebucket.query.time.Steps;
import java.util.List;

/// `histogram_quantile` and `histogram_fraction` of native histograms and classic buckets.
final class LowerHistogram {
  private LowerHistogram() {}

  /// ```sql
  /// histogram_quantile_2 AS (
  ///   SELECT labels_drop(labels, 'le') AS labels,
  ///     grid_histogram_quantile(string_agg(labels || ':' || grid, ','), grid_constant(min(grid), 0.9E0), 0, 1) AS grid
  ///   FROM sum_1
  ///   GROUP BY 1
  /// )
  /// ```
  static Vector quantile(VectorPlan.HistogramQuantile node, Lowering lowering) {
    Vector inner = lowering.lower(node.buckets());
    Piece quantile = checked(node.quantile(), node.steps(), node.quantileRange(), lowering);
    Relation groups = quantiles(quantile, node.range(), node.quantileRange(), inner.relation());
    return named("histogram_quantile", groups, inner, lowering);
  }

  static Piece checked(ScalarPlan quantile, Steps steps, SourceRange range, Lowering lowering) {
    return LowerParameter.checked(
        LowerScalar.lower(quantile, lowering), ParameterCheck.QUANTILES, steps, range, lowering);
  }

  /// One row for each set of labels without `le`.
  ///
  /// @param place of the histograms
  /// @param remarks where else to point to
  static Relation quantiles(
      Piece quantile, SourceRange place, SourceRange remarks, Relation buckets) {
    return grouped(
        Expression.apply(
            HistogramOperations.QUANTILE,
            Terms.MEMBERS,
            Terms.scalar(quantile, Terms.ANY_GRID),
            Lowering.place(place),
            Lowering.place(remarks)),
        buckets);
  }

  /// The same with `grid_histogram_fraction(members, lower, upper, site, site)`.
  static Vector fraction(VectorPlan.HistogramFraction node, Lowering lowering) {
    Vector inner = lowering.lower(node.buckets());
    Expression lower = Terms.scalar(LowerScalar.lower(node.lower(), lowering), Terms.ANY_GRID);
    Expression upper = Terms.scalar(LowerScalar.lower(node.upper(), lowering), Terms.ANY_GRID);
    Expression fraction =
        Expression.apply(
            HistogramOperations.FRACTION,
            Terms.MEMBERS,
            lower,
            upper,
            Lowering.place(node.range()),
            Lowering.place(node.lowerRange()));
    return named("histogram_fraction", grouped(fraction, inner.relation()), inner, lowering);
  }

  private static Relation grouped(Expression value, Relation buckets) {
    return new Relation.Group(
        Terms.drop(Field.LABELS, List.of("le")).as("labels"), value.as("grid"), buckets);
  }

  private static Vector named(String construct, Relation groups, Vector inner, Lowering lowering) {
    Relation table = lowering.define(lowering.name(construct), groups);
    return DropName.of(new Vector(table, inner.name()), construct, lowering);
  }
}
