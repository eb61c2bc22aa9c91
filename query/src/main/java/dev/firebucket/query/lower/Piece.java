package dev.firebucket.query.lower;

import dev.firebucket.query.relation.Relation;

/// A lowered plan: where its rows are and what they hold.
sealed interface Piece {

  /// One number everywhere; no relation.
  record ConstantScalar(double value) implements Piece {}

  /// A relation of one row: a number at every step, without labels.
  record ScalarGrid(Relation relation) implements Piece {}

  /// A relation of one row per series: its grid.
  ///
  /// @param name what is known of the metric name
  record Vector(Relation relation, MetricName name) implements Piece {}

  /// A relation of one row per series: its stored samples.
  ///
  /// @param name what is known of the metric name
  record RawSamples(Relation relation, MetricName name) implements Piece {}
}
