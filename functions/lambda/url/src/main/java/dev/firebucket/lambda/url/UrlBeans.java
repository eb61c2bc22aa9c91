package dev.firebucket.lambda.url;

import dev.firebucket.api.answer.CorsOrigin;
import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.deployed.UrlSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/// What every function behind a URL is built on, once per cold start.
public class UrlBeans {
  private static final Duration CONFIG_PATIENCE = Duration.ofMinutes(1);

  @Produces
  @Singleton
  @Startup
  FunctionContext context() throws IOException {
    return FunctionContext.open(System.getenv(), CONFIG_PATIENCE);
  }

  void close(@Disposes FunctionContext context) {
    context.close();
  }

  @Produces
  @Singleton
  UrlSettings settings() {
    return UrlSettings.of(System.getenv());
  }

  @Produces
  @Singleton
  CorsOrigin cors(UrlSettings settings) {
    return CorsOrigin.of(settings.corsOrigin());
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  PrometheusRegistry registry() {
    return new PrometheusRegistry();
  }
}
