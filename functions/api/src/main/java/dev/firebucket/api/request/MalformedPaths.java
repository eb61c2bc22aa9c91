package dev.firebucket.api.request;

import dev.firebucket.config.http.PathEscapes;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Answers 400 to a path with a broken escape, `/label/%zz`, as Go's server does; the router would
/// fail on it.
@Singleton
public class MalformedPaths {
  private static final int BEFORE_ALL_ELSE = 10_000;

  void register(@Observes Filters filters) {
    filters.register(MalformedPaths::check, BEFORE_ALL_ELSE);
  }

  private static void check(RoutingContext context) {
    String path = context.request().path();
    if (path != null && PathEscapes.areBroken(path)) {
      context
          .response()
          .setStatusCode(400)
          .putHeader("Content-Type", "text/plain; charset=utf-8")
          .putHeader("Connection", "close")
          .end("400 Bad Request: a % in the path must be followed by two hexadecimal digits\n");
    } else {
      context.next();
    }
  }
}
