package dev.firebucket.api.admin;

import dev.firebucket.api.request.RequestParameters;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/// `/api/v1/admin/tsdb/clean_tombstones`: 204.
@Path("/api/v1/admin/tsdb/clean_tombstones")
@IfBuildProperty(name = "firebucket.api.query", stringValue = "true", enableIfMissing = true)
public class CleanTombstonesResource extends AdminResource {
  private final StoreAdmin admin;

  public CleanTombstonesResource(StoreAdmin admin) {
    super(admin);
    this.admin = admin;
  }

  @Override
  Response change(RequestParameters parameters) throws IOException {
    admin.clean();
    return Response.noContent().build();
  }
}
