package dev.firebucket.query.lower;

/// A lowered plan: where its rows are and what they hold.
sealed interface Piece {

  /// One number everywhere; no relation.
  record ConstantScalar(double value) implements Piece {}

  /// A relation of one row: a number at every step, without labels.
  record ScalarGrid(String relation) implements Piece {}

  /// A relation of one row per series: its grid.
  ///
  /// @param name what is known of the metric name
  record Vector(String relation, MetricName name) implements Piece {}

  /// A relation of one row per series: its stored samples.
  ///
  /// @param name what is known of the metric name
  record RawSamples(String relation, MetricName name) implements Piece {}
}
