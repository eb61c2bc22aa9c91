package dev.firebucket.local.up;

import dev.firebucket.ingest.push.PushHttp;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.storage.read.StorageReader;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Lends the services of [LocalServices] to the HTTP resources.
public class LocalBeans {
  @Produces
  @Singleton
  InstantSource clock() {
    return Running.services().clock();
  }

  @Produces
  @Singleton
  StorageReader reader() {
    return Running.services().bucket().reader();
  }

  @Produces
  @Singleton
  QueryEngine engine() {
    return Running.services().engine();
  }

  @Produces
  @Singleton
  PushHttp pushGateway() {
    return new PushHttp(Running.services().pushGateway(), false);
  }

  @Produces
  @Singleton
  RemoteWriteReceiver remoteWrite() {
    return Running.services().remoteWrite();
  }

  @Produces
  @Singleton
  PrometheusRegistry registry() {
    return ServerMetrics.registry(Running.services());
  }
}
