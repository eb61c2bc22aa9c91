package dev.firebucket.alerting.evaluation;

import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.PreparedQuery;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.QueryResult.MatrixResult;
import dev.firebucket.query.result.QueryResult.ScalarResult;
import dev.firebucket.query.result.QueryResult.StringResult;
import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.LabelSet;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// Answers the queries of rules by the query engine, with its lookback and timeout. Safe for use by
/// several threads.
public final class RuleQueries {
  private final QueryEngine engine;

  public RuleQueries(QueryEngine engine) {
    this.engine = engine;
  }

  /// The samples of a rule's expression at a time; a scalar is one sample without labels.
  ///
  /// @throws RuleEvaluationException when it fails, or gives neither a vector nor a scalar
  public List<VectorSample> evaluate(PreparedQuery query, Instant time)
      throws RuleEvaluationException {
    return samples(
        () ->
            engine.instant(
                query,
                time.toEpochMilli(),
                engine.options().lookback(),
                engine.options().timeout()));
  }

  /// As [#evaluate(PreparedQuery, Instant)], for the text that a template has made.
  public List<VectorSample> evaluate(String text, Instant time) throws RuleEvaluationException {
    return samples(
        () ->
            engine.instant(
                new InstantQuery(
                    text,
                    time.toEpochMilli(),
                    engine.options().lookback(),
                    engine.options().timeout())));
  }

  private static List<VectorSample> samples(Supplier<QueryResult> query)
      throws RuleEvaluationException {
    QueryResult result;
    try {
      result = query.get();
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
