package dev.firebucket.query.ast;

import java.util.List;

/// What a PromQL function takes and gives.
///
/// @param name as written in queries
/// @param argumentTypes types in order; the last one repeats where `variadic` allows more
/// @param variadic 0: exactly the arguments listed; otherwise the last one listed may be left out
///   or repeated up to `variadic` times; below 0: any number of times
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

  /// How many arguments a call has at least.
  public int minimumArguments() {
    return variadic == 0 ? argumentTypes.size() : argumentTypes.size() - 1;
  }

  /// How many arguments a call has at most; the largest integer for no limit.
  public int maximumArguments() {
    if (variadic < 0) {
      return Integer.MAX_VALUE;
    }
    return variadic == 0 ? argumentTypes.size() : argumentTypes.size() - 1 + variadic;
  }

  /// The type that the argument at a place (from 0) must have.
  public ValueType argumentType(int index) {
    return argumentTypes.get(Math.min(index, argumentTypes.size() - 1));
  }
}
