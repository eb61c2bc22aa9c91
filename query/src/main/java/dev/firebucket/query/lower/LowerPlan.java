package dev.firebucket.query.lower;

import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.LanguageFeatures;
import dev.firebucket.query.plan.Plan;
import dev.firebucket.query.plan.RangePlan;
import dev.firebucket.query.plan.ScalarPlan;
import dev.firebucket.query.plan.VectorPlan;

/// A bound plan to SQL. Entry point: [#lower(Plan)].
public final class LowerPlan {
  private LowerPlan() {}

  /// Lowers a whole query.
  ///
  /// @param typed whether any series says of its metric the type or the unit: then series of one
  ///   name may differ in nothing else. It changes the SQL alone, not what the SQL refers to
  /// @throws IllegalArgumentException for a string, which needs no SQL
  public static LoweredQuery lower(Plan plan, LanguageFeatures features, boolean typed) {
    Lowering lowering = new Lowering(features, typed);
    return switch (lower(plan, lowering)) {
      case Piece.ConstantScalar constant ->
          lowering.finish(
              "SELECT labels, grid FROM " + LowerScalar.constant(constant, plan.steps(), lowering),
              false);
      case Piece.ScalarGrid scalar ->
          lowering.finish("SELECT labels, grid FROM " + scalar.relation(), false);
      case Piece.Vector vector -> finished(DropName.atEnd(vector, lowering), lowering);
      case Piece.RawSamples samples ->
          lowering.finish("SELECT labels, grid FROM " + samples.relation(), true);
    };
  }

  private static LoweredQuery finished(Vector vector, Lowering lowering) {
    return lowering.finish(
        "SELECT " + Sql.labels(vector, "labels") + ", grid FROM " + vector.relation(), false);
  }

  static Piece lower(Plan plan, Lowering lowering) {
    return switch (plan) {
      case Plan.Text text -> throw new IllegalArgumentException("a string has no SQL");
      case ScalarPlan scalar -> LowerScalar.lower(scalar, lowering);
      case VectorPlan vector -> lower(vector, lowering);
      case RangePlan.StoredSamples samples -> LowerSelector.samples(samples, lowering);
      case RangePlan.Subquery subquery -> lower(subquery.inner(), lowering);
    };
  }

  /// Order is no matter of SQL: the answer is ordered when it is read. Histograms have no order:
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
    String body = "SELECT labels, grid_floats(grid) AS grid\nFROM " + inner.relation();
    return new Vector(lowering.define(lowering.name("sort"), body), inner.name());
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
    String body = "SELECT 0::BIGINT AS labels, 0::BIGINT AS grid WHERE false";
    return new Vector(lowering.define(lowering.name("nothing"), body), MetricName.GONE);
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
