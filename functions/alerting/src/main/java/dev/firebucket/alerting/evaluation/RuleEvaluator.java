package dev.firebucket.alerting.evaluation;

import dev.firebucket.query.result.VectorSample;
import java.time.Instant;
import java.util.List;

/// Answers the expressions of rules. Safe for use by several threads.
@FunctionalInterface
public interface RuleEvaluator {
  /// The samples of an expression at a time; a scalar is one sample without labels.
  ///
  /// @throws RuleEvaluationException when it fails, or gives neither a vector nor a scalar
  List<VectorSample> evaluate(String expression, Instant time) throws RuleEvaluationException;
}
