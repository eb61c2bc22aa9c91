package dev.firebucket.api.push;

import dev.firebucket.ingest.push.PushHttp;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.Path;

/// The Pushgateway under `/push`: for the local server, where `/metrics` and `/api/v1` are its own.
@Path("/push")
@IfBuildProperty(name = "firebucket.api.push", stringValue = "prefix", enableIfMissing = true)
public class PushResource extends PushRoutes {
  public PushResource(PushHttp gateway) {
    super(gateway);
  }
}
