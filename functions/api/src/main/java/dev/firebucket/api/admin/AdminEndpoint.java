package dev.firebucket.api.admin;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.routing.Endpoint;
import dev.firebucket.query.error.PromqlException;
import java.io.IOException;

/// A call of the admin API: refused unless `--web.enable-admin-api` is set.
public abstract class AdminEndpoint implements Endpoint {
  private final StoreAdmin admin;

  AdminEndpoint(StoreAdmin admin) {
    this.admin = admin;
  }

  abstract ApiAnswer change(StoreAdmin admin, RequestParameters parameters) throws IOException;

  @Override
  public final ApiAnswer answer(ApiRequest request) throws IOException {
    if (!admin.enabled()) {
      throw new ApiException(PromqlException.Type.UNAVAILABLE, "admin APIs disabled");
    }
    return change(admin, request.parameters());
  }
}
