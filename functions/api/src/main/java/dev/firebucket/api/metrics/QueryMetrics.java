package dev.firebucket.api.metrics;

import dev.firebucket.query.engine.QueryEngine;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/// How many queries run and how long they take.
public final class QueryMetrics {
  private final Gauge running;
  private final Summary seconds;

  public QueryMetrics(PrometheusRegistry registry, QueryEngine engine) {
    running =
        Gauge.builder()
            .name("prometheus_engine_queries")
            .help("The current number of queries being executed or waiting.")
            .register(registry);
    Gauge.builder()
        .name("prometheus_engine_queries_concurrent_max")
        .help("The max number of concurrent queries.")
        .register(registry)
        .set(engine.options().maxConcurrency());
    seconds =
        Summary.builder()
            .name("prometheus_engine_query_duration_seconds")
            .help("Query timings.")
            .unit(Unit.SECONDS)
            .quantile(0.5)
            .quantile(0.9)
            .quantile(0.99)
            .labelNames("slice")
            .register(registry);
    seconds.initLabelValues("inner_eval");
  }

  /// Counts a query as running until closed.
  public Running running() {
    running.inc();
    return running::dec;
  }

  /// A query has been answered.
  public void evaluated(double took) {
    seconds.labelValues("inner_eval").observe(took);
  }

  /// A query that runs.
  @FunctionalInterface
  public interface Running extends AutoCloseable {
    @Override
    void close();
  }
}
