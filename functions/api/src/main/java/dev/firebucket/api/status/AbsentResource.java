package dev.firebucket.api.status;

import dev.firebucket.api.answer.Envelope;
import dev.firebucket.query.error.PromqlException;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// Endpoints of Prometheus 3.14 that Firebucket does not have: an error that says so, `not_found`.
@Path(
    "/api/v1/{path: search/(?:metric_names|label_names|label_values)"
        + "|status/self_metrics|scrape_pools/config|targets/relabel_steps|notifications/live"
        + "|read|otlp/v1/metrics}")
@IfBuildProperty(name = "firebucket.api.query", stringValue = "true", enableIfMissing = true)
public class AbsentResource {
  @GET
  public Response get(@PathParam("path") String path) {
    return absent(path);
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response post(@PathParam("path") String path) {
    return absent(path);
  }

  @PUT
  @Consumes(MediaType.WILDCARD)
  public Response put(@PathParam("path") String path) {
    return absent(path);
  }

  private static Response absent(String path) {
    return Envelope.error(
        PromqlException.Type.NOT_FOUND,
        "/api/v1/" + path + " is not part of Firebucket; docs/compatibility.md says what is");
  }
}
