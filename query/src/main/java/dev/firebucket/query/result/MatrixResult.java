package dev.firebucket.query.result;

import dev.firebucket.query.ast.ValueType;
import java.util.List;

/// Series with values over time: the answer to a range query, or to a range selector at one time.
///
/// @param series sorted by labels, none without a point
public record MatrixResult(List<MatrixSeries> series, List<String> warnings, List<String> infos)
    implements QueryResult {
  public MatrixResult {
    series = List.copyOf(series);
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
  }

  @Override
  public ValueType type() {
    return ValueType.MATRIX;
  }
}
