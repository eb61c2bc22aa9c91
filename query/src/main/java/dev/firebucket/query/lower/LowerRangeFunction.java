package dev.firebucket.query.lower;

import dev.firebucket.query.duckdb.MatchFunctions.Clash;
import dev.firebucket.query.duckdb.RangeFunctions;
import dev.firebucket.query.kernel.range.RangeKernel;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.RangePlan;
import dev.firebucket.query.plan.VectorPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `rate(x[5m])`, `max_over_time(…[1h:1m])` and their kin.
final class LowerRangeFunction {
  private LowerRangeFunction() {}

  static Vector lower(VectorPlan.OverRange node, Lowering lowering) {
    RangeKernel kernel =
        new RangeKernel(
            node.function(),
            node.input().windowMillis(),
            node.input().reach(),
            node.input().reference(),
            node.steps(),
            lowering.asksForStarts(node.function()));
    Vector vector =
        switch (node.input()) {
          case RangePlan.StoredSamples samples -> overSamples(node, samples, kernel, lowering);
          case RangePlan.Subquery subquery -> overSubquery(node, subquery, kernel, lowering);
        };
    return node.function().keepsName()
        ? vector
        : DropName.of(vector, node.function().promqlName(), Clash.SAME_LABELS_EVER, lowering);
  }

  /// The function runs while samples are scanned, unless its parameter is known only in SQL:
  ///
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
      VectorPlan.OverRange node,
      RangePlan.StoredSamples samples,
      RangeKernel kernel,
      Lowering lowering) {
    String construct = node.function().promqlName();
    MetricName name = LowerSelector.name(samples.selector(), lowering);
    List<Piece> scalars =
        node.parameters().stream().map(scalar -> LowerScalar.lower(scalar, lowering)).toList();
    List<Double> parameters = new ArrayList<>();
    for (Piece scalar : scalars) {
      if (!(scalar instanceof Piece.ConstantScalar constant)) {
        return overRawSamples(node, samples, kernel, scalars, lowering);
      }
      parameters.add(constant.value());
    }
    Source scan = new Source.RangeScan(samples.selector(), kernel, parameters, node.range());
    return new Vector(LowerSelector.read(scan, construct, lowering), name);
  }

  private static Vector overRawSamples(
      VectorPlan.OverRange node,
      RangePlan.StoredSamples samples,
      RangeKernel kernel,
      List<Piece> scalars,
      Lowering lowering) {
    Source scan =
        new Source.SamplesScan(
            samples.selector(),
            samples.windowMillis(),
            samples.reach(),
            samples.reference(),
            node.steps());
    String body =
        "SELECT labels, %s(grid, %d, labels%s) AS grid\nFROM %s"
            .formatted(
                RangeFunctions.overSamples(node.function()),
                lowering.range(kernel, node.range()),
                parameters(scalars, node, lowering),
                lowering.source(scan));
    return new Vector(
        lowering.define(lowering.name(node.function().promqlName()), body),
        LowerSelector.name(samples.selector(), lowering));
  }

  /// ```sql
  /// max_over_time_3 AS (
  ///   SELECT labels, grid_max_over_time(grid, 0, labels) AS grid
  ///   FROM sum_2
  /// )
  /// ```
  private static Vector overSubquery(
      VectorPlan.OverRange node,
      RangePlan.Subquery subquery,
      RangeKernel kernel,
      Lowering lowering) {
    Vector inner = lowering.lower(subquery.inner());
    int number = lowering.range(kernel, node.range());
    List<Piece> scalars =
        node.parameters().stream().map(scalar -> LowerScalar.lower(scalar, lowering)).toList();
    String body =
        "SELECT labels, %s(grid, %d, %s%s) AS grid\nFROM %s"
            .formatted(
                RangeFunctions.overGrid(node.function()),
                number,
                Sql.labels(inner, "labels"),
                parameters(scalars, node, lowering),
                inner.relation());
    return new Vector(
        lowering.define(lowering.name(node.function().promqlName()), body), inner.name());
  }

  private static String parameters(
      List<Piece> scalars, VectorPlan.OverRange node, Lowering lowering) {
    return scalars.stream()
        .map(scalar -> ", " + parameter(scalar, node, lowering))
        .collect(Collectors.joining());
  }

  /// A constant beside samples or a subquery's grid is on other steps than these: it gets a row of
  /// its own.
  private static String parameter(Piece scalar, VectorPlan.OverRange node, Lowering lowering) {
    if (scalar instanceof Piece.ConstantScalar constant) {
      return "(SELECT grid FROM " + LowerScalar.constant(constant, node.steps(), lowering) + ")";
    }
    return Sql.scalar(scalar, "grid");
  }
}
