package dev.firebucket.query.lower;

/// What the rows of a relation say about the metric name.
///
/// Dropping the name is put off while it cannot make two rows alike: label sets are then rewritten
/// once, at the end, and not by every function on the way.
enum MetricName {
  /// Rows may have different names: two of them may differ in nothing else.
  MIXED,
  /// All rows have the same name.
  SINGLE,
  /// All rows have the same name, which no longer counts.
  TO_DROP,
  /// Rows may have different names, which go at the end of the query: with
  /// `promql-delayed-name-removal`.
  DELAYED,
  /// No row has a name.
  GONE
}
