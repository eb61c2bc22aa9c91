package dev.firebucket.lambda.url.access;

import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.deployed.UrlSettings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/// Lets in whom the secret names, before anything else of a request is looked at. Without a secret
/// it is not there.
///
/// `/-/healthy` is open: it says no more than that the function answers. A browser's question
/// before a request of another origin is open too, because browsers show no credentials there; it
/// has no effect.
@Singleton
public class AccessFilter {
  private static final int BEFORE_ALL_BUT_MALFORMED_PATHS = 9_000;
  private static final int UNAUTHORIZED = 401;
  private static final int UNAVAILABLE = 503;

  private final UrlSettings settings;
  private final InstantSource clock;

  /// @param started is there as soon as the early start has ended: a thread that begins before it
  ///   initialises the same classes at the same time
  public AccessFilter(UrlSettings settings, InstantSource clock, FunctionContext started) {
    this.settings = settings;
    this.clock = clock;
  }

  void register(@Observes Filters filters) {
    settings
        .secret()
        .ifPresent(
            secret -> {
              KnownCallers callers =
                  new KnownCallers(secret.name(), new AwsSecretReader(secret), clock);
              lookAhead(callers);
              Gate gate = new Gate(callers);
              filters.register(context -> check(gate, context), BEFORE_ALL_BUT_MALFORMED_PATHS);
            });
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

  private static void check(Gate gate, RoutingContext context) {
    HttpServerRequest request = context.request();
    if (isOpen(request)) {
      context.next();
      return;
    }
    List<String> shown = List.copyOf(request.headers().getAll("Authorization"));
    request.pause();
    context
        .vertx()
        .executeBlocking(() -> gate.letsIn(shown), false)
        .onSuccess(letIn -> goOn(context, letIn))
        .onFailure(
            _ ->
                answer(
                    context,
                    UNAVAILABLE,
                    "Service Unavailable: the secret that says who may call cannot be read; the function's log says why\n"));
  }

  private static void goOn(RoutingContext context, boolean letIn) {
    if (letIn) {
      context.request().resume();
      context.next();
      return;
    }
    context
        .response()
        .putHeader("WWW-Authenticate", "Basic realm=\"firebucket\", charset=\"UTF-8\"");
    answer(context, UNAUTHORIZED, "Unauthorized\n");
  }

  private static void answer(RoutingContext context, int status, String words) {
    HttpServerResponse response = context.response();
    response.setStatusCode(status).putHeader("Content-Type", "text/plain; charset=utf-8");
    var _ = response.end(words);
  }

  private static boolean isOpen(HttpServerRequest request) {
    return "/-/healthy".equals(request.path())
        || (request.method().equals(HttpMethod.OPTIONS)
            && request.headers().contains("Origin")
            && request.headers().contains("Access-Control-Request-Method"));
  }
}
