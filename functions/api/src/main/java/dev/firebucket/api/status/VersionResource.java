package dev.firebucket.api.status;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// `/version`: version and revision, without an envelope.
@Path("/version")
public class VersionResource {
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public BuildInfo version() {
    return BuildInfo.current();
  }
}
