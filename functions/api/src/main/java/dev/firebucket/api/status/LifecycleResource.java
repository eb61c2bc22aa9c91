package dev.firebucket.api.status;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/// `/-/reload` and `/-/quit`, with `--web.enable-lifecycle`.
@Path("/-")
@IfBuildProperty(name = "firebucket.api.query", stringValue = "true", enableIfMissing = true)
public class LifecycleResource {
  private static final MediaType PLAIN_TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8");

  private final Lifecycle lifecycle;

  public LifecycleResource(Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @POST
  @Path("reload")
  public Response reload() {
    if (!lifecycle.enabled()) {
      return disabled();
    }
    try {
      lifecycle.reload();
      return Response.ok().build();
    } catch (IOException e) {
      return answer(500, "failed to reload config: " + e.getMessage() + "\n");
    }
  }

  @PUT
  @Path("reload")
  public Response reloadByPut() {
    return reload();
  }

  @POST
  @Path("quit")
  public Response quit() {
    if (!lifecycle.enabled()) {
      return disabled();
    }
    lifecycle.quit();
    return answer(200, "Requesting termination... Goodbye!");
  }

  @PUT
  @Path("quit")
  public Response quitByPut() {
    return quit();
  }

  @GET
  @Path("{action: reload|quit}")
  public Response onlyPostOrPut() {
    return answer(405, "Only POST or PUT requests allowed");
  }

  private static Response disabled() {
    return answer(403, "Lifecycle API is not enabled.");
  }

  private static Response answer(int status, String words) {
    return Response.status(status).entity(words).type(PLAIN_TEXT).build();
  }
}
