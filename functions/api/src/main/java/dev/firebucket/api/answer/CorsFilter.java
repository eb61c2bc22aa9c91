package dev.firebucket.api.answer;

import dev.firebucket.config.http.CorsOrigin;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/// Lets pages of the origins of [CorsOrigin] read the API, with the headers that Prometheus sends
/// (`util/httputil/cors.go`).
@Provider
@PreMatching
public class CorsFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private final CorsOrigin allowed;

  public CorsFilter(CorsOrigin allowed) {
    this.allowed = allowed;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getMethod().equals(HttpMethod.OPTIONS) && isApi(request)) {
      request.abortWith(Response.noContent().build());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!isApi(request)) {
      return;
    }
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.add("Vary", "Origin");
    @Nullable String origin = request.getHeaderString("Origin");
    if (origin == null) {
      return;
    }
    headers.putSingle(
        "Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, Origin");
    headers.putSingle("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
    if (allowed.matches(origin)) {
      headers.putSingle("Access-Control-Allow-Origin", origin);
    }
    headers.putSingle("Access-Control-Expose-Headers", "Date");
  }

  private static boolean isApi(ContainerRequestContext request) {
    return request.getUriInfo().getPath().startsWith("/api/v1/");
  }
}
