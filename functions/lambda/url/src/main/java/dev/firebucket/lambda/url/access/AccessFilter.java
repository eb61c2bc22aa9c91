package dev.firebucket.lambda.url.access;

import dev.firebucket.api.metrics.HttpMetrics;
import dev.firebucket.config.deployed.UrlSettings;
import dev.firebucket.config.metrics.FunctionMetrics;
import dev.firebucket.lambda.request.access.Access;
import dev.firebucket.lambda.request.metrics.UrlMetrics;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Lets in whom the secret names, before anything else of a request is looked at. Without a secret
/// it is not there.
@Singleton
public class AccessFilter {
  private static final int BEFORE_ALL_BUT_MALFORMED_PATHS = 9_000;
  private static final int SERVER_ERROR = 500;

  private final UrlSettings settings;
  private final InstantSource clock;
  private final HttpMetrics requests;
  private final UrlMetrics metrics;

  /// @param metrics are there as soon as the early start has ended: a thread that begins before it
  ///   initialises the same classes at the same time
  public AccessFilter(
      UrlSettings settings, InstantSource clock, HttpMetrics requests, UrlMetrics metrics) {
    this.settings = settings;
    this.clock = clock;
    this.requests = requests;
    this.metrics = metrics;
  }

  void register(@Observes Filters filters) {
    Access.of(settings, clock)
        .ifPresent(
            access ->
                filters.register(
                    new CallerCheck(access, this::count), BEFORE_ALL_BUT_MALFORMED_PATHS));
  }

  /// A request that no resource sees is a run and a request like others. Its path says nothing: it
  /// need not exist.
  private void count(int status, double seconds) {
    try (FunctionMetrics.Run run = metrics.begin()) {
      requests.answered(HttpMetrics.ANY_HANDLER, status, seconds);
      if (status < SERVER_ERROR) {
        run.succeeded();
      }
    }
    metrics.write();
  }
}
