package dev.firebucket.query.lower;

import static dev.firebucket.query.relation.Expression.left;
import static dev.firebucket.query.relation.Expression.right;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.functions.SampleReading;
import dev.firebucket.query.kernel.range.InstantKernel;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.operation.Clash;
import dev.firebucket.query.operation.InfoOperations;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Column;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import java.util.List;

/// `info(v, {…})`: labels of info series copied to the series that they speak of.
final class LowerInfo {
  private LowerInfo() {}

  static Source.Scan scan(VectorPlan.InfoLabels node) {
    return new Source.InstantScan(
        node.info(),
        new InstantKernel(
            node.lookbackMillis(),
            node.info().reference(),
            SampleReading.FLOAT_TIME,
            node.steps()));
  }

  /// ```sql
  /// info_2_series AS MATERIALIZED (
  ///   SELECT info_join(l.members, r.members, 0) AS joined
  ///   FROM (SELECT string_agg(labels || ':' || grid, ',') AS members FROM (SELECT labels, grid FROM selector_1)) l,
  ///     (SELECT string_agg(labels || ':' || grid, ',') AS members FROM grids(1)) r
  /// )
  /// info_2 AS MATERIALIZED (
  ///   SELECT labels, CASE WHEN count(grid) <= 1 THEN min(grid) ELSE grid_merge(…) END AS grid
  ///   FROM (SELECT info_labels(joined, place) AS labels, info_grid(joined, place) AS grid
  ///     FROM (SELECT joined, unnest(range(info_size(joined))) AS place FROM info_2_series
  ///       WHERE joined IS NOT NULL))
  ///   GROUP BY labels
  /// )
  /// ```
  static Vector lower(VectorPlan.InfoLabels node, Lowering lowering) {
    Vector inner = lowering.lower(node.inner());
    String name = lowering.name("info");
    Relation series = lowering.defineOnce(name + "_series", joined(node, inner, lowering));
    Relation each =
        new Relation.Unfold(List.of(Column.of("joined")), "joined", InfoOperations.SIZE, series);
    Expression joined = new Expression.Field(null, "joined");
    Expression place = new Expression.Field(null, "place");
    Relation rows =
        new Relation.Map(
            List.of(
                Expression.apply(InfoOperations.LABELS, joined, place).as("labels"),
                Expression.apply(InfoOperations.GRID, joined, place).as("grid")),
            each);
    MetricName kept = inner.name() == MetricName.TO_DROP ? MetricName.GONE : inner.name();
    return new Vector(lowering.defineOnce(name, new Relation.Merge(rows, Clash.SAME_LABELS)), kept);
  }

  private static Relation joined(VectorPlan.InfoLabels node, Vector inner, Lowering lowering) {
    Relation base = Relation.withLabels(Terms.labels(inner, Field.LABELS), inner.relation());
    return new Relation.Join(
        Relation.Join.Kind.ALL,
        List.of(
            Expression.apply(
                    InfoOperations.JOIN,
                    left("members"),
                    right("members"),
                    new Expression.Site(new CallSite.InfoCall(node.names(), node.data())))
                .as("joined")),
        members(base),
        members(lowering.scanned(node)));
  }

  private static Relation members(Relation rows) {
    return new Relation.Group(null, Terms.MEMBERS.as("members"), rows);
  }
}
