package dev.firebucket.api.query;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.AskedSteps;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.routing.Endpoint;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.engine.RangeQuery;

/// `/api/v1/query_range`: a query over steps.
public final class RangeQueryEndpoint implements Endpoint {
  private final QueryEngine engine;
  private final QueryRunner runner;

  public RangeQueryEndpoint(QueryEngine engine, QueryRunner runner) {
    this.engine = engine;
    this.runner = runner;
  }

  @Override
  public ApiAnswer answer(ApiRequest request) {
    RequestParameters parameters = request.parameters();
    RangeParameters range = RangeParameters.of(parameters);
    QueryOptions options = QueryOptions.of(parameters, engine.options());
    RangeQuery query = options.over(parameters.first("query"), range);
    AskedSteps steps = new AskedSteps(range.startMillis(), range.endMillis(), range.stepMillis());
    return runner.run(request, options, () -> engine.range(query)).asked(steps);
  }
}
