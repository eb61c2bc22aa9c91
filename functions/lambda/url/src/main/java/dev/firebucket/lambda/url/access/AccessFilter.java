package dev.firebucket.lambda.url.access;

import dev.firebucket.api.metrics.HttpMetrics;
import dev.firebucket.config.deployed.UrlSettings;
import dev.firebucket.config.metrics.FunctionMetrics;
import dev.firebucket.lambda.start.Snapshot;
import dev.firebucket.lambda.url.metrics.UrlMetrics;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
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
    settings
        .secret()
        .ifPresent(
            secret -> {
              KnownCallers callers =
                  new KnownCallers(secret.name(), new AwsSecretReader(secret), clock);
              // A secret does not belong into a snapshot, and is older than it when it is restored.
              if (Snapshot.ofProcess().isComing()) {
                Snapshot.ofProcess().whenRestored(() -> lookAhead(callers));
              } else {
                lookAhead(callers);
              }
              CallerCheck check = new CallerCheck(new Gate(callers), this::count);
              filters.register(check, BEFORE_ALL_BUT_MALFORMED_PATHS);
            });
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

  /// Reads the secret while AWS lends a starting function a whole processor; the first request
  /// waits for it.
  private static void lookAhead(KnownCallers callers) {
    var _ =
        Thread.ofPlatform()
            .daemon()
            .name("firebucket-secret")
            .start(
                () -> {
                  try {
                    var _ = callers.current();
                  } catch (IOException e) {
                    // It is in the log, and the first request looks again.
                    return;
                  }
                });
  }
}
