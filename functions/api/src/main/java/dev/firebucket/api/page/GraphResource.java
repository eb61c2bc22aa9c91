package dev.firebucket.api.page;

import dev.firebucket.api.request.RawQuery;
import dev.firebucket.api.request.RequestParameters;
import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/// `/graph` and `/query`, where the links of alerts and the bookmarks of Prometheus' page lead: the
/// same query on Firebucket's page.
@Path("/{path: graph|query}")
@IfBuildProperty(name = "firebucket.api.query", stringValue = "true", enableIfMissing = true)
public class GraphResource {
  @GET
  public Response get(@Context HttpServerRequest request) {
    RequestParameters graph = RequestParameters.of(RawQuery.of(request), null, new byte[0]);
    return Response.status(Response.Status.FOUND)
        .header("Location", GraphLink.toPage(graph))
        .build();
  }
}
