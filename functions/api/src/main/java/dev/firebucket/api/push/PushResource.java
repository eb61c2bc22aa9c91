package dev.firebucket.api.push;

import dev.firebucket.ingest.push.PushAnswer;
import dev.firebucket.ingest.push.PushHttp;
import dev.firebucket.ingest.push.PushRequest;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The Pushgateway under `/push`: for the local server, where `/metrics` and `/api/v1` are its own.
@Path("/push")
@IfBuildProperty(name = "firebucket.api.push", stringValue = "prefix", enableIfMissing = true)
public class PushResource {
  private final PushHttp gateway;

  public PushResource(PushHttp gateway) {
    this.gateway = gateway;
  }

  @GET
  @Path("{path: .*}")
  public Response get(@PathParam("path") String path, @Context HttpHeaders headers)
      throws IOException {
    return handle("GET", path, headers, null);
  }

  @PUT
  @Path("{path: .*}")
  @Consumes(MediaType.WILDCARD)
  public Response put(
      @PathParam("path") String path, @Context HttpHeaders headers, byte @Nullable [] body)
      throws IOException {
    return handle("PUT", path, headers, body);
  }

  @POST
  @Path("{path: .*}")
  @Consumes(MediaType.WILDCARD)
  public Response post(
      @PathParam("path") String path, @Context HttpHeaders headers, byte @Nullable [] body)
      throws IOException {
    return handle("POST", path, headers, body);
  }

  @DELETE
  @Path("{path: .*}")
  public Response delete(@PathParam("path") String path, @Context HttpHeaders headers)
      throws IOException {
    return handle("DELETE", path, headers, null);
  }

  /// @param path behind the mount, decoded, without a slash at its start
  private Response handle(String method, String path, HttpHeaders headers, byte @Nullable [] body)
      throws IOException {
    PushAnswer answer =
        gateway.handle(
            new PushRequest(
                method,
                "/" + path,
                header(headers, HttpHeaders.CONTENT_TYPE),
                header(headers, HttpHeaders.CONTENT_ENCODING),
                body == null ? new byte[0] : body));
    return Response.status(answer.status())
        .entity(answer.body())
        .header(HttpHeaders.CONTENT_TYPE, answer.contentType())
        .build();
  }

  private static String header(HttpHeaders headers, String name) {
    String value = headers.getHeaderString(name);
    return value == null ? "" : value;
  }
}
