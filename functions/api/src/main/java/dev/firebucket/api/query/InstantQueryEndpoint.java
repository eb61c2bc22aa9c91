package dev.firebucket.api.query;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.request.TimeParameter;
import dev.firebucket.api.routing.Endpoint;
import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.QueryEngine;
import java.time.InstantSource;

/// `/api/v1/query`: a query at one time.
public final class InstantQueryEndpoint implements Endpoint {
  private final QueryEngine engine;
  private final QueryRunner runner;
  private final InstantSource clock;

  public InstantQueryEndpoint(QueryEngine engine, QueryRunner runner, InstantSource clock) {
    this.engine = engine;
    this.runner = runner;
    this.clock = clock;
  }

  @Override
  public ApiAnswer answer(ApiRequest request) {
    RequestParameters parameters = request.parameters();
    long time = TimeParameter.optional(parameters, "time", clock.millis());
    QueryOptions options = QueryOptions.of(parameters, engine.options());
    InstantQuery query = options.at(parameters.first("query"), time);
    return runner.run(request, options, () -> engine.instant(query));
  }
}
