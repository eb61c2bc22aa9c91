package dev.firebucket.alerting.evaluation;

import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.MatrixResult;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.ScalarResult;
import dev.firebucket.query.result.StringResult;
import dev.firebucket.query.result.VectorResult;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.LabelSet;
import java.time.Instant;
import java.util.List;

/// Answers the expressions of rules by the query engine, with its lookback and timeout.
public final class EngineRuleEvaluator implements RuleEvaluator {
  private final QueryEngine engine;

  public EngineRuleEvaluator(QueryEngine engine) {
    this.engine = engine;
  }

  @Override
  public List<VectorSample> evaluate(String expression, Instant time)
      throws RuleEvaluationException {
    InstantQuery query =
        new InstantQuery(
            expression,
            time.toEpochMilli(),
            engine.options().lookback(),
            engine.options().timeout());
    QueryResult result;
    try {
      result = engine.instant(query);
    } catch (PromqlException e) {
      throw new RuleEvaluationException(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      // One query must not take the rest of the group with it.
      throw new RuleEvaluationException("the query engine failed: " + e, e);
    }
    return switch (result) {
      case VectorResult vector -> vector.samples();
      case ScalarResult scalar ->
          List.of(new VectorSample(LabelSet.EMPTY, scalar.timestampMillis(), scalar.value(), null));
      case MatrixResult matrix -> throw neither();
      case StringResult string -> throw neither();
    };
  }

  private static RuleEvaluationException neither() {
    return new RuleEvaluationException("rule result is not a vector or scalar");
  }
}
