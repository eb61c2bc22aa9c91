package dev.firebucket.api.push;

import dev.firebucket.ingest.push.PushHttp;
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

/// The Pushgateway at the root: for the push function, where a client's address is the function's
/// URL.
@Path("/")
@IfBuildProperty(name = "firebucket.api.push", stringValue = "root")
public class PushAtRootResource {
  private final PushSurface surface;

  public PushAtRootResource(PushHttp gateway) {
    this.surface = new PushSurface(gateway);
  }

  @GET
  @Path("{path: .*}")
  public Response get(@PathParam("path") String path, @Context HttpHeaders headers)
      throws IOException {
    return surface.handle("GET", "/" + path, headers, null);
  }

  @PUT
  @Path("{path: .*}")
  @Consumes(MediaType.WILDCARD)
  public Response put(
      @PathParam("path") String path, @Context HttpHeaders headers, byte @Nullable [] body)
      throws IOException {
    return surface.handle("PUT", "/" + path, headers, body);
  }

  @POST
  @Path("{path: .*}")
  @Consumes(MediaType.WILDCARD)
  public Response post(
      @PathParam("path") String path, @Context HttpHeaders headers, byte @Nullable [] body)
      throws IOException {
    return surface.handle("POST", "/" + path, headers, body);
  }

  @DELETE
  @Path("{path: .*}")
  public Response delete(@PathParam("path") String path, @Context HttpHeaders headers)
      throws IOException {
    return surface.handle("DELETE", "/" + path, headers, null);
  }
}
