package dev.firebucket.lambda.request.metrics;

import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricFamily;
import dev.firebucket.config.metrics.MetricSource;
import dev.firebucket.storage.model.LabelSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Requests and how long they took, by handler, under Prometheus' names. Safe for use by several
/// threads.
public final class RequestMetrics implements RequestCounter, MetricSource {
  private final Map<Answered, Long> requests = new TreeMap<>();
  private final Map<String, Double> seconds = new TreeMap<>();

  private record Answered(String handler, int status) implements Comparable<Answered> {
    @Override
    public int compareTo(Answered other) {
      int byHandler = handler.compareTo(other.handler);
      return byHandler == 0 ? Integer.compare(status, other.status) : byHandler;
    }
  }

  @Override
  public synchronized void answered(String handler, int status, double took) {
    requests.merge(new Answered(handler, status), 1L, Long::sum);
    seconds.merge(handler, took, Double::sum);
  }

  @Override
  public synchronized void collect(MetricFamilies families) {
    Map<String, Long> counts = new TreeMap<>();
    requests.forEach((answered, count) -> counts.merge(answered.handler, count, Long::sum));
    String help = "Histogram of latencies for HTTP requests.";
    families
        .counter(
            "prometheus_http_requests_total",
            "Counter of HTTP requests.",
            requests.entrySet().stream()
                .map(
                    one ->
                        new MetricFamily.Point(
                            LabelSet.of(
                                Map.of(
                                    "code",
                                    Integer.toString(one.getKey().status),
                                    "handler",
                                    one.getKey().handler)),
                            one.getValue()))
                .toList())
        .counter(
            "prometheus_http_request_duration_seconds_sum",
            help,
            seconds.entrySet().stream().map(one -> point(one.getKey(), one.getValue())).toList())
        .counter("prometheus_http_request_duration_seconds_count", help, points(counts));
  }

  private static List<MetricFamily.Point> points(Map<String, Long> counts) {
    return counts.entrySet().stream().map(one -> point(one.getKey(), one.getValue())).toList();
  }

  private static MetricFamily.Point point(String handler, double value) {
    return new MetricFamily.Point(LabelSet.of("handler", handler), value);
  }
}
