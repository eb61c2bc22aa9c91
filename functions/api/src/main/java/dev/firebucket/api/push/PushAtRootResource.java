package dev.firebucket.api.push;

import dev.firebucket.ingest.push.PushHttp;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.Path;

/// The Pushgateway at the root: for the push function, where a client's address is the function's
/// URL.
@Path("/")
@IfBuildProperty(name = "firebucket.api.push", stringValue = "root")
public class PushAtRootResource extends PushRoutes {
  public PushAtRootResource(PushHttp gateway) {
    super(gateway);
  }
}
