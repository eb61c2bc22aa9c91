package dev.firebucket.query.result;

import dev.firebucket.query.ast.ValueType;
import java.util.List;

/// The answer to a query.
public sealed interface QueryResult {
  /// The type, whose wire name is the API's `resultType`.
  ValueType type();

  /// Texts with places, in the order in which they came up.
  List<String> warnings();

  /// Texts with places, in the order in which they came up.
  List<String> infos();

  /// What is damaged in the store, where samples are missing in the answer for it; the warnings say
  /// it too.
  List<String> lost();

  /// Series with values over time: the answer to a range query, or to a range selector at one time.
  ///
  /// @param series sorted by labels, none without a point
  record MatrixResult(
      List<MatrixSeries> series, List<String> warnings, List<String> infos, List<String> lost)
      implements QueryResult {
    public MatrixResult {
      series = List.copyOf(series);
      warnings = List.copyOf(warnings);
      infos = List.copyOf(infos);
      lost = List.copyOf(lost);
    }

    /// Without a loss.
    public MatrixResult(List<MatrixSeries> series, List<String> warnings, List<String> infos) {
      this(series, warnings, infos, List.of());
    }

    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /// Series with one value each, at the time of an instant query.
  ///
  /// @param samples sorted by labels, or as `sort`, `topk` and the like ordered them
  record VectorResult(
      List<VectorSample> samples, List<String> warnings, List<String> infos, List<String> lost)
      implements QueryResult {
    public VectorResult {
      samples = List.copyOf(samples);
      warnings = List.copyOf(warnings);
      infos = List.copyOf(infos);
      lost = List.copyOf(lost);
    }

    /// Without a loss.
    public VectorResult(List<VectorSample> samples, List<String> warnings, List<String> infos) {
      this(samples, warnings, infos, List.of());
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /// A number at the time of an instant query.
  ///
  /// @param timestampMillis milliseconds since the epoch
  record ScalarResult(
      long timestampMillis,
      double value,
      List<String> warnings,
      List<String> infos,
      List<String> lost)
      implements QueryResult {
    public ScalarResult {
      warnings = List.copyOf(warnings);
      infos = List.copyOf(infos);
      lost = List.copyOf(lost);
    }

    /// Without a loss.
    public ScalarResult(
        long timestampMillis, double value, List<String> warnings, List<String> infos) {
      this(timestampMillis, value, warnings, infos, List.of());
    }

    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }
  }

  /// A string at the time of an instant query.
  ///
  /// @param timestampMillis milliseconds since the epoch
  record StringResult(long timestampMillis, String value) implements QueryResult {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }

    @Override
    public List<String> warnings() {
      return List.of();
    }

    @Override
    public List<String> infos() {
      return List.of();
    }

    @Override
    public List<String> lost() {
      return List.of();
    }
  }
}
