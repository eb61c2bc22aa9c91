package dev.firebucket.api.answer;

import dev.firebucket.config.http.CorsOrigin;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/// Lets pages of the origins of [CorsOrigin] read the API.
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
    if (isApi(request)) {
      allowed.headers(request.getHeaderString("Origin")).forEach(response.getHeaders()::add);
    }
  }

  private static boolean isApi(ContainerRequestContext request) {
    return request.getUriInfo().getPath().startsWith("/api/v1/");
  }
}
