package dev.firebucket.api.metrics;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Counts every request under a handler of a bounded set of names.
@Provider
@PreMatching
public class HttpMetricsFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String STARTED = "firebucket.started";
  private static final Pattern LABEL_VALUES = Pattern.compile("/api/v1/label/.*/values");
  private static final Set<Integer> NO_SUCH_HANDLER = Set.of(404, 405);

  /// More names than there are resources: whatever comes after them is one series together.
  private static final int MOST_HANDLERS = 100;

  private final Set<String> handlers = ConcurrentHashMap.newKeySet();

  private final HttpMetrics metrics;

  public HttpMetricsFilter(HttpMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(STARTED, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(STARTED) instanceof Long started) {
      metrics.answered(
          handler(request, response.getStatus()),
          response.getStatus(),
          (System.nanoTime() - started) / 1e9);
    }
  }

  /// Paths with label or group names in them, and unknown paths, would each become a series. An
  /// OPTIONS is answered whatever its path is.
  private String handler(ContainerRequestContext request, int status) {
    String path = request.getUriInfo().getPath();
    if (NO_SUCH_HANDLER.contains(status) || request.getMethod().equals(HttpMethod.OPTIONS)) {
      return HttpMetrics.ANY_HANDLER;
    }
    if (LABEL_VALUES.matcher(path).matches()) {
      return "/api/v1/label/:name/values";
    }
    if (path.contains("/metrics/job")) {
      return "/push/metrics/job/:group";
    }
    if (!handlers.contains(path) && handlers.size() >= MOST_HANDLERS) {
      return HttpMetrics.ANY_HANDLER;
    }
    handlers.add(path);
    return path;
  }
}
