package dev.firebucket.query.lower;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.kernel.range.RangeKernel;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.Clash;
import dev.firebucket.query.operation.Operation;
import dev.firebucket.query.operation.RangeOperations;
import dev.firebucket.query.plan.LanguageFeatures;
import dev.firebucket.query.plan.RangePlan;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import java.util.ArrayList;
import java.util.List;

/// `rate(x[5m])`, `max_over_time(…[1h:1m])` and their kin.
final class LowerRangeFunction {
  private LowerRangeFunction() {}

  private static RangeKernel kernel(VectorPlan.OverRange node, LanguageFeatures features) {
    return new RangeKernel(
        node.function(),
        node.input().windowMillis(),
        node.input().reach(),
        node.input().reference(),
        node.steps(),
        features.startTimestamps() && node.function().usesStartTimestamps());
  }

  /// The function runs while samples are scanned, unless a parameter is known only later.
  static Source.Scan scan(
      VectorPlan.OverRange node, RangePlan.StoredSamples samples, LanguageFeatures features) {
    return runsInScan(node)
        ? new Source.RangeScan(
            samples.selector(),
            kernel(node, features),
            node.parameters().stream().map(LowerScalar::constant).toList(),
            node.range())
        : new Source.SamplesScan(
            samples.selector(),
            samples.windowMillis(),
            samples.reach(),
            samples.reference(),
            node.steps());
  }

  private static boolean runsInScan(VectorPlan.OverRange node) {
    return node.parameters().stream().allMatch(LowerScalar::isConstant);
  }

  static Vector lower(VectorPlan.OverRange node, Lowering lowering) {
    Vector vector =
        switch (node.input()) {
          case RangePlan.StoredSamples samples -> overSamples(node, samples, lowering);
          case RangePlan.Subquery subquery -> overSubquery(node, subquery, lowering);
        };
    return node.function().keepsName()
        ? vector
        : DropName.of(vector, node.function().promqlName(), Clash.SAME_LABELS_EVER, lowering);
  }

  /// ```sql
  /// rate_1 AS (
  ///   SELECT labels, grid FROM grids(0)
  /// )
  /// quantile_over_time_3 AS (
  ///   SELECT labels, samples_quantile_over_time(grid, 0, labels, (SELECT grid FROM scalar_2)) AS grid
  ///   FROM grids(1)
  /// )
  /// ```
  private static Vector overSamples(
      VectorPlan.OverRange node, RangePlan.StoredSamples samples, Lowering lowering) {
    MetricName name = LowerSelector.name(samples.selector(), lowering);
    if (runsInScan(node)) {
      return new Vector(LowerSelector.read(node, node.function().promqlName(), lowering), name);
    }
    List<Piece> scalars = scalars(node, lowering);
    Operation operation = RangeOperations.overSamples(node.function());
    return over(node, operation, scalars, new Vector(lowering.scanned(node), name), lowering);
  }

  /// ```sql
  /// max_over_time_3 AS (
  ///   SELECT labels, grid_max_over_time(grid, 0, labels) AS grid
  ///   FROM sum_2
  /// )
  /// ```
  private static Vector overSubquery(
      VectorPlan.OverRange node, RangePlan.Subquery subquery, Lowering lowering) {
    Vector inner = lowering.lower(subquery.inner());
    Operation operation = RangeOperations.overGrid(node.function());
    return over(node, operation, scalars(node, lowering), inner, lowering);
  }

  private static List<Piece> scalars(VectorPlan.OverRange node, Lowering lowering) {
    return node.parameters().stream().map(scalar -> LowerScalar.lower(scalar, lowering)).toList();
  }

  private static Vector over(
      VectorPlan.OverRange node,
      Operation operation,
      List<Piece> scalars,
      Vector input,
      Lowering lowering) {
    CallSite site = new CallSite.Range(kernel(node, lowering.features()), node.range());
    List<Expression> arguments = new ArrayList<>();
    arguments.add(Field.GRID);
    arguments.add(new Expression.Site(site));
    arguments.add(Terms.labels(input, Field.LABELS));
    for (Piece scalar : scalars) {
      arguments.add(parameter(scalar, node, lowering));
    }
    Relation rows = Relation.withGrid(new Expression.Apply(operation, arguments), input.relation());
    return new Vector(
        lowering.define(lowering.name(node.function().promqlName()), rows), input.name());
  }

  /// A constant beside samples or a subquery's grid is on other steps than these: it gets a row of
  /// its own.
  private static Expression parameter(Piece scalar, VectorPlan.OverRange node, Lowering lowering) {
    return scalar instanceof Piece.ConstantScalar constant
        ? new Expression.Only(LowerScalar.constant(constant, node.steps(), lowering))
        : Terms.scalar(scalar, Field.GRID);
  }
}
