package dev.firebucket.query.lower;

import dev.firebucket.query.functions.SampleReading;
import dev.firebucket.query.kernel.range.InstantKernel;
import dev.firebucket.query.lower.Piece.Vector;
import dev.firebucket.query.plan.RangePlan;
import dev.firebucket.query.plan.SeriesSelector;
import dev.firebucket.query.plan.VectorPlan;

/// Selectors: `x`, `timestamp(x)`, and `x[5m]` where it stands alone.
final class LowerSelector {
  private LowerSelector() {}

  /// ```sql
  /// selector_1 AS (
  ///   SELECT labels, grid FROM grids(0)
  /// )
  /// ```
  static Vector lower(VectorPlan.InstantSelection node, Lowering lowering) {
    InstantKernel kernel =
        new InstantKernel(
            node.lookbackMillis(), node.selector().reference(), node.reading(), node.steps());
    String construct = construct(node.reading());
    String relation = read(new Source.InstantScan(node.selector(), kernel), construct, lowering);
    Vector vector = new Vector(relation, name(node.selector(), lowering));
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
    Source scan =
        new Source.SamplesScan(
            node.selector(), node.windowMillis(), node.reach(), node.reference(), node.steps());
    return new Piece.RawSamples(read(scan, "samples", lowering), name(node.selector(), lowering));
  }

  static String read(Source source, String construct, Lowering lowering) {
    return lowering.define(
        lowering.name(construct), "SELECT labels, grid FROM " + lowering.source(source));
  }

  static MetricName name(SeriesSelector selector, Lowering lowering) {
    return selector.hasOneMetricName() && !lowering.typed() ? MetricName.SINGLE : MetricName.MIXED;
  }
}
