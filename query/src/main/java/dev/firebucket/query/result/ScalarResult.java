package dev.firebucket.query.result;

import dev.firebucket.query.ast.ValueType;
import java.util.List;

/// A number at the time of an instant query.
///
/// @param timestampMillis milliseconds since the epoch
public record ScalarResult(
    long timestampMillis, double value, List<String> warnings, List<String> infos)
    implements QueryResult {
  public ScalarResult {
    warnings = List.copyOf(warnings);
    infos = List.copyOf(infos);
  }

  @Override
  public ValueType type() {
    return ValueType.SCALAR;
  }
}
