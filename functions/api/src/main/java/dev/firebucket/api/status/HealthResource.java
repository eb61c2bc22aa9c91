package dev.firebucket.api.status;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/// `/-/healthy` and `/-/ready`, as load balancers and Prometheus' own tools ask for them.
@Path("/-")
public class HealthResource {
  /// Whether the process answers at all.
  @GET
  @Path("healthy")
  @Produces("text/plain; charset=utf-8")
  public String healthy() {
    return "Firebucket is Healthy.\n";
  }

  /// Whether queries and pushes are served. The services are built before the port is opened, so
  /// any client that gets an answer gets this one.
  @GET
  @Path("ready")
  @Produces("text/plain; charset=utf-8")
  public String ready() {
    return "Firebucket is Ready.\n";
  }
}
