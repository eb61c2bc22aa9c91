package dev.firebucket.api.request;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A resource that takes its parameters from the query string of a GET or from the form of a POST.
public abstract class FormResource {
  @GET
  public Response get(@Context HttpServerRequest request) throws IOException {
    return answer(RequestParameters.of(RawQuery.of(request), null, new byte[0]));
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public Response post(
      @Context HttpServerRequest request,
      @HeaderParam("Content-Type") @Nullable String contentType,
      byte @Nullable [] body)
      throws IOException {
    return answer(
        RequestParameters.of(RawQuery.of(request), contentType, body == null ? new byte[0] : body));
  }

  /// Answers the request.
  ///
  /// @throws IOException when the store does not answer
  protected abstract Response answer(RequestParameters parameters) throws IOException;
}
