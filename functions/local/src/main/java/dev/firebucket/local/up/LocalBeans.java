package dev.firebucket.local.up;

import dev.firebucket.api.admin.StoreAdmin;
import dev.firebucket.api.rules.RulesView;
import dev.firebucket.api.status.Lifecycle;
import dev.firebucket.api.status.ServerStatus;
import dev.firebucket.api.target.TargetView;
import dev.firebucket.config.http.CorsOrigin;
import dev.firebucket.ingest.push.PushHttp;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.storage.read.StorageReader;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Lends the services of [LocalServices] to the HTTP resources, and shows them what runs here.
///
/// The services are built before Quarkus, which builds the beans itself: so they pass through one
/// static field, and nobody but the producers of this class reads it.
public class LocalBeans {
  private static final AtomicReference<@Nullable LocalServices> SERVICES = new AtomicReference<>();

  static void lend(LocalServices services) {
    SERVICES.set(services);
  }

  /// @throws IllegalStateException when Quarkus was started by something else than `up`
  @Produces
  @Singleton
  LocalServices services() {
    LocalServices services = SERVICES.get();
    if (services == null) {
      throw new IllegalStateException("the services are built by `up`, before Quarkus starts");
    }
    return services;
  }

  @Produces
  @Singleton
  InstantSource clock(LocalServices services) {
    return services.clock();
  }

  @Produces
  @Singleton
  CorsOrigin cors(LocalServices services) {
    return services.settings().cors();
  }

  @Produces
  @Singleton
  StorageReader reader(LocalServices services) {
    return services.bucket().reader();
  }

  @Produces
  @Singleton
  QueryEngine engine(LocalServices services) {
    return services.engine();
  }

  @Produces
  @Singleton
  PushHttp pushGateway(LocalServices services) {
    return new PushHttp(services.pushGateway(), false);
  }

  @Produces
  @Singleton
  RemoteWriteReceiver remoteWrite(LocalServices services) {
    return services.remoteWrite();
  }

  @Produces
  @Singleton
  PrometheusRegistry registry(LocalServices services) {
    return ServerMetrics.registry(services);
  }

  @Produces
  @Singleton
  Lifecycle lifecycle(LocalServices services) {
    return new LocalLifecycle(services.settings().lifecycle(), services.config());
  }

  @Produces
  @Singleton
  StoreAdmin admin(LocalServices services) {
    return new LocalStoreAdmin(
        services.settings().admin(),
        services.bucket(),
        services.compaction().compactor(),
        services.clock(),
        new SecureRandom());
  }

  @Produces
  @Singleton
  ServerStatus status(LocalServices services) {
    return new LocalServerStatus(services.settings(), services.config(), services.started());
  }

  @Produces
  @Singleton
  RulesView rulesView(LocalServices services) {
    return new LocalRulesView(services.rules(), services.notifier());
  }

  @Produces
  @Singleton
  TargetView targetView(LocalServices services) {
    return new LocalTargetView(services.scrapes(), services.settings());
  }
}
