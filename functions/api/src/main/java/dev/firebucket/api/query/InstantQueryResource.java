package dev.firebucket.api.query;

import dev.firebucket.api.request.FormResource;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.request.TimeParameter;
import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.QueryEngine;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;

/// `/api/v1/query`: a query at one time.
@Path("/api/v1/query")
@IfBuildProperty(name = "firebucket.api.query", stringValue = "true", enableIfMissing = true)
public class InstantQueryResource extends FormResource {
  private final QueryEngine engine;
  private final QueryRunner runner;
  private final InstantSource clock;

  public InstantQueryResource(QueryEngine engine, QueryRunner runner, InstantSource clock) {
    this.engine = engine;
    this.runner = runner;
    this.clock = clock;
  }

  @Override
  protected Response answer(RequestParameters parameters) {
    long time = TimeParameter.optional(parameters, "time", clock.millis());
    QueryOptions options = QueryOptions.of(parameters, engine.options());
    InstantQuery query =
        new InstantQuery(parameters.first("query"), time, options.lookback(), options.timeout());
    return runner.run(options, () -> engine.instant(query));
  }
}
