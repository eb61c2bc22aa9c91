package dev.firebucket.query.engine;

import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.QueryResult.MatrixResult;
import dev.firebucket.query.result.QueryResult.ScalarResult;
import dev.firebucket.query.result.QueryResult.StringResult;
import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.storage.read.DamageLog;
import java.util.ArrayList;
import java.util.List;

/// Says in an answer which objects are damaged.
final class Damaged {
  private Damaged() {}

  static QueryResult in(QueryResult result, DamageLog damages) {
    List<String> warnings = new ArrayList<>(damages.warnings());
    if (warnings.isEmpty()) {
      return result;
    }
    warnings.addAll(result.warnings());
    List<String> lost = damages.lost();
    return switch (result) {
      case MatrixResult matrix -> new MatrixResult(matrix.series(), warnings, matrix.infos(), lost);
      case VectorResult vector ->
          new VectorResult(vector.samples(), warnings, vector.infos(), lost);
      case ScalarResult scalar ->
          new ScalarResult(
              scalar.timestampMillis(), scalar.value(), warnings, scalar.infos(), lost);
      case StringResult string -> string;
    };
  }
}
