package dev.firebucket.api.admin;

import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.request.RawQuery;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.query.error.PromqlException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A call of the admin API: POST or PUT, refused unless `--web.enable-admin-api` is set.
public abstract class AdminResource {
  private final StoreAdmin admin;

  AdminResource(StoreAdmin admin) {
    this.admin = admin;
  }

  abstract Response change(RequestParameters parameters) throws IOException;

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response post(
      @Context HttpServerRequest request,
      @HeaderParam("Content-Type") @Nullable String contentType,
      byte @Nullable [] body)
      throws IOException {
    if (!admin.enabled()) {
      throw new ApiException(PromqlException.Type.UNAVAILABLE, "admin APIs disabled");
    }
    return change(
        RequestParameters.of(RawQuery.of(request), contentType, body == null ? new byte[0] : body));
  }

  @PUT
  @Consumes(MediaType.WILDCARD)
  public Response put(
      @Context HttpServerRequest request,
      @HeaderParam("Content-Type") @Nullable String contentType,
      byte @Nullable [] body)
      throws IOException {
    return post(request, contentType, body);
  }
}
