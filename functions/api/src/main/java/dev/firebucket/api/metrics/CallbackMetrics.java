package dev.firebucket.api.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;

/// Registers metrics whose values the services count themselves, without knowing of any library.
public final class CallbackMetrics {
  private final PrometheusRegistry registry;

  public CallbackMetrics(PrometheusRegistry registry) {
    this.registry = registry;
  }

  /// A counter without labels.
  ///
  /// @param value read at each scrape; never falls
  public CallbackMetrics counter(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
    return this;
  }

  /// A gauge without labels.
  ///
  /// @param value read at each scrape
  public CallbackMetrics gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
    return this;
  }
}
