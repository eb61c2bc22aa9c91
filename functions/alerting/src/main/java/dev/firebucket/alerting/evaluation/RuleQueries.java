package dev.firebucket.alerting.evaluation;

import dev.firebucket.query.engine.PreparedQuery;
import dev.firebucket.query.engine.QueryEngine;

/// Answers the queries of rules by the query engine, with its lookback and timeout. Safe for use by
/// several threads.
public final class RuleQueries {
  private final QueryEngine engine;

  public RuleQueries(QueryEngine engine) {
    this.engine = engine;
  }

  /// What the rules of one tick read; the store is looked at once, when the first rule needs it.
  public TickView view() {
    return new TickView(engine.view(), engine.options());
  }

  /// As [#view], where the store is known to be empty: what rules read is added to it.
  public TickView viewOfNothing() {
    return TickView.ofNothing(engine.view(), engine.options());
  }

  /// Parses a text that a template has made, or a test.
  ///
  /// @throws RuleEvaluationException where it is no query
  public PreparedQuery prepare(String text) throws RuleEvaluationException {
    try {
      return engine.prepare(text);
    } catch (dev.firebucket.query.error.PromqlException e) {
      throw new RuleEvaluationException(String.valueOf(e.getMessage()), e);
    }
  }
}
