package dev.firebucket.api.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/// Requests and how long they took, by handler.
public final class HttpMetrics {
  private final Counter requests;
  private final Histogram seconds;

  public HttpMetrics(PrometheusRegistry registry) {
    requests =
        Counter.builder()
            .name("prometheus_http_requests_total")
            .help("Counter of HTTP requests.")
            .labelNames("code", "handler")
            .register(registry);
    seconds =
        Histogram.builder()
            .name("prometheus_http_request_duration_seconds")
            .help("Histogram of latencies for HTTP requests.")
            .unit(Unit.SECONDS)
            .classicUpperBounds(0.1, 0.2, 0.4, 1, 3, 8, 20, 60, 120)
            .labelNames("handler")
            .register(registry);
  }

  /// A request was answered.
  ///
  /// @param handler a path of a bounded set
  /// @param took seconds
  public void answered(String handler, int status, double took) {
    requests.labelValues(Integer.toString(status), handler).inc();
    seconds.labelValues(handler).observe(took);
  }
}
