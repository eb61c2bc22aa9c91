package dev.firebucket.query.lower;

import dev.firebucket.query.functions.SampleReading;
import dev.firebucket.query.kernel.range.InstantKernel;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.Plan;
import dev.firebucket.query.plan.RangePlan;
import dev.firebucket.query.plan.SeriesSelector;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Relation;

/// Selectors: `x`, `timestamp(x)`, and `x[5m]` where it stands alone.
final class LowerSelector {
  private LowerSelector() {}

  static Source.Scan scan(VectorPlan.InstantSelection node) {
    return new Source.InstantScan(
        node.selector(),
        new InstantKernel(
            node.lookbackMillis(), node.selector().reference(), node.reading(), node.steps()));
  }

  static Source.Scan scan(RangePlan.StoredSamples node) {
    return new Source.SamplesScan(
        node.selector(), node.windowMillis(), node.reach(), node.reference(), node.steps());
  }

  /// ```sql
  /// selector_1 AS (
  ///   SELECT labels, grid FROM grids(0)
  /// )
  /// ```
  static Vector lower(VectorPlan.InstantSelection node, Lowering lowering) {
    String construct = construct(node.reading());
    Vector vector = new Vector(read(node, construct, lowering), name(node.selector(), lowering));
    return node.reading() != SampleReading.VALUE
        ? DropName.of(vector, construct, lowering)
        : vector;
  }

  private static String construct(SampleReading reading) {
    return switch (reading) {
      case VALUE -> "selector";
      case TIME, FLOAT_TIME -> "timestamp";
      case START -> "start_timestamp";
    };
  }

  /// The same SQL; the column `grid` holds handles of samples.
  static Piece.RawSamples samples(RangePlan.StoredSamples node, Lowering lowering) {
    return new Piece.RawSamples(read(node, "samples", lowering), name(node.selector(), lowering));
  }

  /// What a node reads from the store.
  static Relation read(Plan node, String construct, Lowering lowering) {
    return lowering.define(lowering.name(construct), Relation.rows(lowering.scanned(node)));
  }

  static MetricName name(SeriesSelector selector, Lowering lowering) {
    return selector.hasOneMetricName() && !lowering.typed() ? MetricName.SINGLE : MetricName.MIXED;
  }
}
