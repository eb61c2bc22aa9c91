package dev.firebucket.local.up;

import dev.firebucket.api.ApiRoutes;
import dev.firebucket.api.ApiServices;
import dev.firebucket.api.metrics.HttpMetrics;
import dev.firebucket.api.routing.HttpApi;
import dev.firebucket.api.routing.Route;
import dev.firebucket.ingest.push.PushHttp;
import dev.firebucket.local.http.RequestHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Gives every request that Quarkus' server takes to the API.
///
/// The services are built before Quarkus, which makes this object itself: so they pass through one
/// static field, and nobody but this class reads it.
@Singleton
public class LocalHttp {
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

  void register(@Observes Router router, LocalServices services) {
    PrometheusRegistry registry = ServerMetrics.registry(services);
    var _ =
        router
            .route()
            .handler(
                new RequestHandler(
                    new HttpApi(routes(services, registry)),
                    services.settings().cors(),
                    new HttpMetrics(registry),
                    services.settings().readTimeout(),
                    services.incoming()));
  }

  private static List<Route> routes(LocalServices services, PrometheusRegistry registry) {
    List<Route> routes = new ArrayList<>(ApiRoutes.reading(shown(services, registry)));
    routes.addAll(
        ApiRoutes.writing(
            new PushHttp(services.pushGateway(), false, services.incoming()),
            services.remoteWrite()));
    return routes;
  }

  /// What of the services is shown, and what runs here.
  private static ApiServices shown(LocalServices services, PrometheusRegistry registry) {
    UpSettings settings = services.settings();
    return new ApiServices(
        services.engine(),
        services.bucket().reader(),
        services.clock(),
        registry,
        new LocalTargetView(services.scrapes(), settings),
        new LocalRulesView(services.rules(), services.notifier()),
        new LocalServerStatus(settings, services.config(), services.started()),
        new LocalLifecycle(settings.lifecycle(), services.config()),
        new LocalStoreAdmin(
            settings.admin(),
            services.bucket(),
            services.compaction().compactor(),
            services.clock(),
            new SecureRandom()));
  }
}
