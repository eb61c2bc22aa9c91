package dev.firebucket.query.differential;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.QueryResult;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What our engine answered.
///
/// @param result null for an error
/// @param error null for a result
record Ours(@Nullable QueryResult result, @Nullable PromqlException error) {
  /// The result, where there is one.
  QueryResult given() {
    return Objects.requireNonNull(result, "an error has no result");
  }

  /// Empty for nothing.
  ///
  /// @param query its text
  /// @param tolerance how far numbers may be apart, relative to the greater one; 0 for not a bit
  String differenceFrom(PeerPrometheus.Answer theirs, String query, double tolerance) {
    if (result != null) {
      return AnswerDifference.of(query, theirs.body(), result, tolerance);
    }
    if (error == null) {
      throw new IllegalStateException("neither a result nor an error");
    }
    return AnswerDifference.ofError(theirs, error);
  }
}
