package dev.firebucket.api.query;

import dev.firebucket.api.answer.AskedSteps;
import dev.firebucket.api.request.FormResource;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.query.engine.RangeQuery;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/// `/api/v1/query_range`: a query over steps.
@Path("/api/v1/query_range")
@IfBuildProperty(name = "firebucket.api.query", stringValue = "true", enableIfMissing = true)
public class RangeQueryResource extends FormResource {
  private final QueryEngine engine;
  private final QueryRunner runner;

  public RangeQueryResource(QueryEngine engine, QueryRunner runner) {
    this.engine = engine;
    this.runner = runner;
  }

  @Override
  protected Response answer(RequestParameters parameters) {
    RangeParameters range = RangeParameters.of(parameters);
    QueryOptions options = QueryOptions.of(parameters, engine.options());
    RangeQuery query =
        new RangeQuery(
            parameters.first("query"),
            range.startMillis(),
            range.endMillis(),
            range.stepMillis(),
            options.lookback(),
            options.timeout());
    AskedSteps steps = new AskedSteps(range.startMillis(), range.endMillis(), range.stepMillis());
    return runner.run(options, steps, () -> engine.range(query));
  }
}
