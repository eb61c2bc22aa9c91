package dev.firebucket.query.lower;

import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.GridOperations;
import dev.firebucket.query.plan.Plan;
import dev.firebucket.query.plan.RangePlan;
import dev.firebucket.query.plan.ScalarPlan;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;

/// A bound plan to relational values. Entry point: [#lower(Plan, PlanScans, boolean)].
public final class LowerPlan {
  private LowerPlan() {}

  /// Lowers a whole query.
  ///
  /// @param scans what the plan reads
  /// @param typed whether any series says of its metric the type or the unit: then series of one
  ///   name may differ in nothing else
  /// @throws IllegalArgumentException for a string, which needs nothing evaluated
  public static LoweredQuery lower(Plan plan, PlanScans scans, boolean typed) {
    return whole(plan, new Lowering(scans, typed, BegunGroups.NONE));
  }

  /// The same of a query whose series are read in shards.
  ///
  /// @param begun which aggregations are begun there, where they can be
  public static LoweredQuery inShards(
      Plan plan, PlanScans scans, boolean typed, BegunGroups begun) {
    return whole(plan, new Lowering(scans, typed, begun));
  }

  private static LoweredQuery whole(Plan plan, Lowering lowering) {
    return switch (lower(plan, lowering)) {
      case Piece.ConstantScalar constant ->
          lowering.finish(
              Field.LABELS, LowerScalar.constant(constant, plan.steps(), lowering), false);
      case Piece.ScalarGrid scalar -> lowering.finish(Field.LABELS, scalar.relation(), false);
      case Piece.Vector vector -> finished(DropName.atEnd(vector, lowering), lowering);
      case Piece.RawSamples samples -> lowering.finish(Field.LABELS, samples.relation(), true);
    };
  }

  private static LoweredQuery finished(Vector vector, Lowering lowering) {
    return lowering.finish(Terms.labels(vector, Field.LABELS), vector.relation(), false);
  }

  static Piece lower(Plan plan, Lowering lowering) {
    return switch (plan) {
      case Plan.Text text -> throw new IllegalArgumentException("a string has nothing to evaluate");
      case ScalarPlan scalar -> LowerScalar.lower(scalar, lowering);
      case VectorPlan vector -> lower(vector, lowering);
      case RangePlan.StoredSamples samples -> LowerSelector.samples(samples, lowering);
      case RangePlan.Subquery subquery -> lower(subquery.inner(), lowering);
    };
  }

  /// Order is no matter of relations: the answer is ordered when it is read. Histograms have no
  /// order:
  ///
  /// ```sql
  /// sort_2 AS (
  ///   SELECT labels, grid_floats(grid) AS grid
  ///   FROM selector_1
  /// )
  /// ```
  private static Vector sorted(VectorPlan.Sorted node, Lowering lowering) {
    Vector inner = lower(node.inner(), lowering);
    warnIfIneffective(node.ineffective(), node.range(), lowering);
    Expression floats = Expression.apply(GridOperations.FLOATS, Field.GRID);
    return new Vector(
        lowering.define(lowering.name("sort"), Relation.withGrid(floats, inner.relation())),
        inner.name());
  }

  private static Vector sortedByLabels(VectorPlan.SortedByLabels node, Lowering lowering) {
    Vector inner = lower(node.inner(), lowering);
    warnIfIneffective(node.ineffective(), node.range(), lowering);
    return inner;
  }

  /// ```sql
  /// nothing_1 AS (
  ///   SELECT 0::BIGINT AS labels, 0::BIGINT AS grid WHERE false
  /// )
  /// ```
  private static Vector nothing(Lowering lowering) {
    return new Vector(
        lowering.define(lowering.name("nothing"), new Relation.Nothing()), MetricName.GONE);
  }

  private static void warnIfIneffective(boolean ineffective, SourceRange range, Lowering lowering) {
    if (ineffective) {
      lowering.warn(
          "sort is ineffective for range queries since results are always ordered by labels",
          range);
    }
  }

  static Vector lower(VectorPlan plan, Lowering lowering) {
    int mark = lowering.mark();
    Vector vector = construct(plan, lowering);
    return new Vector(lowering.cut(mark, vector.relation()), vector.name());
  }

  private static Vector construct(VectorPlan plan, Lowering lowering) {
    return switch (plan) {
      case VectorPlan.InstantSelection node -> LowerSelector.lower(node, lowering);
      case VectorPlan.SmoothedSelection node -> LowerSmoothed.lower(node, lowering);
      case VectorPlan.OverRange node -> LowerRangeFunction.lower(node, lowering);
      case VectorPlan.Elementwise node -> LowerElementFunction.lower(node, lowering);
      case VectorPlan.Aggregation node -> LowerAggregation.lower(node, lowering);
      case VectorPlan.Ranking node -> LowerRanking.lower(node, lowering);
      case VectorPlan.LimitRatio node -> LowerLimitRatio.lower(node, lowering);
      case VectorPlan.ValueCounts node -> LowerValueCounts.lower(node, lowering);
      case VectorPlan.Binary node -> LowerBinary.lower(node, lowering);
      case VectorPlan.ScalarBinary node -> LowerScalarBinary.lower(node, lowering);
      case VectorPlan.SetOperation node -> LowerSetOperator.lower(node, lowering);
      case VectorPlan.OfScalar node -> LowerScalar.vector(node, lowering);
      case VectorPlan.Absent node -> LowerAbsent.lower(node, lowering);
      case VectorPlan.LabelReplace node -> LowerLabelFunction.replace(node, lowering);
      case VectorPlan.LabelJoin node -> LowerLabelFunction.join(node, lowering);
      case VectorPlan.HistogramQuantile node -> LowerHistogram.quantile(node, lowering);
      case VectorPlan.HistogramQuantiles node -> LowerHistogramQuantiles.lower(node, lowering);
      case VectorPlan.HistogramFraction node -> LowerHistogram.fraction(node, lowering);
      case VectorPlan.Sorted node -> sorted(node, lowering);
      case VectorPlan.SortedByLabels node -> sortedByLabels(node, lowering);
      case VectorPlan.InfoLabels node -> LowerInfo.lower(node, lowering);
      case VectorPlan.Nothing node -> nothing(lowering);
      case VectorPlan.Repeated node -> LowerRepeated.lower(node, lowering);
    };
  }
}
