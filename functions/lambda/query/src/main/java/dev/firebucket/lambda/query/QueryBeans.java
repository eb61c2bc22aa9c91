package dev.firebucket.lambda.query;

import dev.firebucket.api.metrics.RegistrySource;
import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.deployed.QuerySettings;
import dev.firebucket.lambda.request.metrics.UrlMetrics;
import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.InstantQuery;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.storage.read.StorageReader;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The services that the resources need, built once per cold start.
public class QueryBeans {
  private static final Logger LOG = LoggerFactory.getLogger(QueryBeans.class);

  @Produces
  @Singleton
  StorageReader reader(FunctionContext context) {
    return context.bucket().reader();
  }

  @Produces
  @Singleton
  @Startup
  QueryEngine engine(StorageReader reader, FunctionContext context, InstantSource clock) {
    QueryEngine engine = new QueryEngine(reader, options(context));
    // Takes the way of a query once while AWS lends a starting function a whole processor.
    Duration timeout = engine.options().timeout();
    var _ = engine.instant(new InstantQuery("vector(1)", clock.millis(), timeout, timeout));
    return engine;
  }

  /// Subqueries without a step of their own take that of the rules; without a configuration, that
  /// of Prometheus.
  private static EngineOptions options(FunctionContext context) {
    EngineOptions options = limited(context.query());
    try {
      return options.withSubqueryStep(
          context.config().current().config().global().evaluationInterval());
    } catch (IOException e) {
      LOG.warn("queries go on without a configuration: {}", e.getMessage());
      return options;
    }
  }

  private static EngineOptions limited(QuerySettings query) {
    return EngineOptions.DEFAULT
        .withLimits(query.maxSamples(), query.maxBytes(), query.memoryBytes(), query.timeout())
        .withFeatures(query.features());
  }

  void close(@Disposes QueryEngine engine) {
    engine.close();
  }

  @Produces
  @Singleton
  UrlMetrics metrics(FunctionContext context, PrometheusRegistry registry, InstantSource clock) {
    return new UrlMetrics("query", context, clock, new RegistrySource(registry));
  }
}
