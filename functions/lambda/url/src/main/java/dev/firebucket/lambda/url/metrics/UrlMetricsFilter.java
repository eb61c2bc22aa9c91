package dev.firebucket.lambda.url.metrics;

import dev.firebucket.config.metrics.FunctionMetrics;
import dev.firebucket.lambda.request.metrics.UrlMetrics;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/// Counts each request as a run, and writes the metrics of the environment now and then. Runs after
/// the filters that count answers, so that these are among what it writes.
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 500)
public class UrlMetricsFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String RUN = "firebucket.run";
  private static final int SERVER_ERROR = 500;

  private final UrlMetrics metrics;

  public UrlMetricsFilter(UrlMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(RUN, metrics.begin());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(RUN) instanceof FunctionMetrics.Run run) {
      if (response.getStatus() < SERVER_ERROR) {
        run.succeeded();
      }
      run.close();
      metrics.write();
    }
  }
}
