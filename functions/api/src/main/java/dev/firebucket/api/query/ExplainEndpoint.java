package dev.firebucket.api.query;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.request.TimeParameter;
import dev.firebucket.api.routing.FormEndpoint;
import dev.firebucket.query.engine.Analysis;
import dev.firebucket.query.engine.Explanation;
import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.engine.RangeQuery;
import dev.firebucket.query.error.PromqlException;
import java.time.InstantSource;

/// `/api/v1/explain`: the plan and the SQL of a query, without running it; with `analyze=true` it
/// is run, and the cost of each step is reported. With `start`, `end` and `step`: of a range query.
/// Firebucket's own, not in Prometheus.
public final class ExplainEndpoint implements FormEndpoint {
  private final QueryEngine engine;
  private final InstantSource clock;

  public ExplainEndpoint(QueryEngine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public ApiAnswer answer(RequestParameters parameters) {
    try {
      return explain(parameters);
    } catch (PromqlException e) {
      throw QueryRunner.asParameter(e);
    }
  }

  private ApiAnswer explain(RequestParameters parameters) {
    QueryOptions options = QueryOptions.of(parameters, engine.options());
    boolean analyze = parameters.first("analyze").equals("true");
    String text = parameters.first("query");
    if (parameters.first("step").isEmpty()) {
      long time = TimeParameter.optional(parameters, "time", clock.millis());
      InstantQuery query = options.at(text, time);
      return analyze ? answer(engine.analyze(query)) : answer(engine.explain(query));
    }
    RangeQuery query = options.over(text, RangeParameters.of(parameters));
    return analyze ? answer(engine.analyze(query)) : answer(engine.explain(query));
  }

  private static ApiAnswer answer(Explanation explanation) {
    return Envelope.success(ExplainedQuery.of(explanation), explanation.warnings());
  }

  private static ApiAnswer answer(Analysis analysis) {
    return Envelope.success(ExplainedQuery.of(analysis), analysis.warnings());
  }
}
