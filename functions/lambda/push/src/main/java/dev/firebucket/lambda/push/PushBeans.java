package dev.firebucket.lambda.push;

import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.ingest.push.PushGateway;
import dev.firebucket.ingest.push.PushHttp;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

/// The services that the resources need, built once per cold start.
public class PushBeans {
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

  /// Without the admin API: whoever may call the URL may delete single groups, not all at once.
  @Produces
  @Singleton
  PushHttp pushgateway(FunctionContext context) {
    return new PushHttp(new PushGateway(context.bucket().store(), Clock.systemUTC()), false);
  }

  /// Straight into the bucket: a function serves one request at a time, so there is nothing to
  /// gather.
  @Produces
  @Singleton
  RemoteWriteReceiver remoteWrite(FunctionContext context) {
    return new RemoteWriteReceiver(context.bucket().writer(), Clock.systemUTC());
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
