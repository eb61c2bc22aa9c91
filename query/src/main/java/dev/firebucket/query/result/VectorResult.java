package dev.firebucket.query.result;

import dev.firebucket.query.ast.ValueType;
import java.util.List;

/// Series with one value each, at the time of an instant query.
///
/// @param samples sorted by labels, or as `sort`, `topk` and the like ordered them
public record VectorResult(List<VectorSample> samples, List<String> warnings, List<String> infos)
    implements QueryResult {
  public VectorResult {
    samples = List.copyOf(samples);
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
  }

  @Override
  public ValueType type() {
    return ValueType.VECTOR;
  }
}
