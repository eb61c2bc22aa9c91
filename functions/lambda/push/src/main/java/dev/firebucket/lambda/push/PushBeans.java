package dev.firebucket.lambda.push;

import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.ingest.push.PushGateway;
import dev.firebucket.ingest.push.PushHttp;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.lambda.url.metrics.UrlMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/// The services that the resources need, built once per cold start.
public class PushBeans {
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
  UrlMetrics metrics(
      FunctionContext context,
      PrometheusRegistry registry,
      InstantSource clock,
      RemoteWriteReceiver receiver) {
    return new UrlMetrics("push", context, registry, clock, receiver.metrics());
  }
}
