package dev.firebucket.api.request;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// The query string as the client sent it.
///
/// Read from the request line: `java.net.URI` rejects `?query=up{job="x"}`, Prometheus accepts it.
public final class RawQuery {
  private RawQuery() {}

  /// What stands behind the first `?`, null where there is none.
  public static @Nullable String of(HttpServerRequest request) {
    String uri = request.uri();
    int mark = uri.indexOf('?');
    return mark < 0 ? null : uri.substring(mark + 1);
  }
}
