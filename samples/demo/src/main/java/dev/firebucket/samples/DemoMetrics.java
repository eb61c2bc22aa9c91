package dev.firebucket.samples;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/// The metrics of a web shop that does not exist, one of each kind.
final class DemoMetrics {
  final Counter requests;
  final Histogram requestSeconds;
  final Gauge requestsInFlight;
  final Gauge temperature;
  final Gauge queueLength;
  final Counter itemsSold;
  final Summary payloadBytes;

  DemoMetrics(PrometheusRegistry registry) {
    requests = requests(registry);
    requestSeconds = requestSeconds(registry);
    requestsInFlight = requestsInFlight(registry);
    temperature = temperature(registry);
    queueLength = queueLength(registry);
    itemsSold = itemsSold(registry);
    payloadBytes = payloadBytes(registry);
    buildInfo(registry);
  }

  private static Counter requests(PrometheusRegistry registry) {
    return Counter.builder()
        .name("demo_http_requests_total")
        .help("Requests answered, by method, path and status.")
        .labelNames("method", "path", "status")
        .register(registry);
  }

  private static Histogram requestSeconds(PrometheusRegistry registry) {
    return Histogram.builder()
        .name("demo_http_request_duration_seconds")
        .help("How long an answer took, as classic and as native histogram.")
        .unit(Unit.SECONDS)
        .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
        .labelNames("method", "path")
        .register(registry);
  }

  private static Gauge requestsInFlight(PrometheusRegistry registry) {
    return Gauge.builder()
        .name("demo_http_requests_in_flight")
        .help("Requests being answered just now.")
        .register(registry);
  }

  private static Gauge temperature(PrometheusRegistry registry) {
    return Gauge.builder()
        .name("demo_room_temperature_celsius")
        .help("Temperature by room; a wave of ten minutes.")
        .unit(Unit.CELSIUS)
        .labelNames("room")
        .register(registry);
  }

  private static Gauge queueLength(PrometheusRegistry registry) {
    return Gauge.builder()
        .name("demo_queue_length")
        .help("Orders that wait to be packed.")
        .labelNames("queue")
        .register(registry);
  }

  private static Counter itemsSold(PrometheusRegistry registry) {
    return Counter.builder()
        .name("demo_items_sold_total")
        .help("Items sold, by category.")
        .labelNames("category")
        .register(registry);
  }

  private static Summary payloadBytes(PrometheusRegistry registry) {
    return Summary.builder()
        .name("demo_payload_bytes")
        .help("Size of the answers.")
        .unit(Unit.BYTES)
        .quantile(0.5)
        .quantile(0.99)
        .register(registry);
  }

  private static void buildInfo(PrometheusRegistry registry) {
    Info.builder()
        .name("demo_build_info")
        .help("Version of the demo.")
        .labelNames("version", "language")
        .register(registry)
        .setLabelValues("0.1.0", "java");
  }
}
