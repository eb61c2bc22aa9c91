package dev.firebucket.alerting.evaluation;

import dev.firebucket.alerting.rule.RuleDefinition.RecordingRule;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Samples of an expression to samples of a recorded metric.
final class RecordingEvaluation {
  private RecordingEvaluation() {}

  /// @param timestampMillis of the samples to write
  /// @param limit on their number; 0 for none
  static List<VectorSample> record(
      RecordingRule rule, List<VectorSample> answer, long timestampMillis, int limit)
      throws RuleEvaluationException {
    List<VectorSample> recorded = new ArrayList<>(answer.size());
    Set<LabelSet> seen = new HashSet<>();
    for (VectorSample sample : answer) {
      LabelSet.Builder builder = sample.labels().toBuilder().set(LabelSet.NAME, rule.name());
      rule.labels().forEach(builder::set);
      LabelSet labels = builder.build();
      if (!seen.add(labels)) {
        throw new RuleEvaluationException(
            "vector contains metrics with the same labelset after applying rule labels");
      }
      recorded.add(new VectorSample(labels, timestampMillis, sample.value(), sample.histogram()));
    }
    if (limit > 0 && recorded.size() > limit) {
      throw new RuleEvaluationException(
          "exceeded limit of " + limit + " with " + recorded.size() + " series");
    }
    return recorded;
  }
}
