package dev.firebucket.query.ast;

import java.util.List;

/// What a PromQL function takes and gives.
///
/// @param name as written in queries
/// @param argumentTypes types in order; the last one repeats where `variadic` allows more
/// @param variadic 0: exactly the arguments listed; n > 0: the last n listed may be left out; -1:
///   the last may repeat or be left out
/// @param returnType the type of the call
/// @param experimental behind the feature flag promql-experimental-functions
public record FunctionSignature(
    String name,
    List<ValueType> argumentTypes,
    int variadic,
    ValueType returnType,
    boolean experimental) {
  public FunctionSignature {
    argumentTypes = List.copyOf(argumentTypes);
  }
}
