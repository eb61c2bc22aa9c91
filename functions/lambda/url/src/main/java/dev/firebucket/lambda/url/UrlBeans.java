package dev.firebucket.lambda.url;

import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.deployed.UrlSettings;
import dev.firebucket.config.http.CorsOrigin;
import dev.firebucket.lambda.start.EarlyStart;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;

/// What every function behind a URL is built on, once per cold start.
public class UrlBeans {
  @Produces
  @Singleton
  @Startup
  FunctionContext context() throws IOException {
    return EarlyStart.context();
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
