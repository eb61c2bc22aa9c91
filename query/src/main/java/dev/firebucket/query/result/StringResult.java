package dev.firebucket.query.result;

import dev.firebucket.query.ast.ValueType;
import java.util.List;

/// A string at the time of an instant query.
///
/// @param timestampMillis milliseconds since the epoch
public record StringResult(long timestampMillis, String value) implements QueryResult {
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
}
