package dev.firebucket.query.result;

import dev.firebucket.query.ast.ValueType;
import java.util.List;

/// The answer to a query.
public sealed interface QueryResult permits VectorResult, MatrixResult, ScalarResult, StringResult {
  /// The type, whose wire name is the API's `resultType`.
  ValueType type();

  /// Texts with places, in the order in which they came up.
  List<String> warnings();

  /// Texts with places, in the order in which they came up.
  List<String> infos();
}
