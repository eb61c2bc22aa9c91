package dev.firebucket.api.request;

import dev.firebucket.config.server.PathEscapes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request of HTTP, whole in memory.
///
/// @param method `GET`, `POST`, …
/// @param path as it was sent, percent-encoded
/// @param query the raw query string, without the question mark; null for none. As the client sent
///   it: `java.net.URI` rejects `?query=up{job="x"}`, Prometheus accepts it
/// @param headers by name in lower case; several values of one name are one, with commas
/// @param body as sent
/// @param connection that brought it
public record ApiRequest(
    String method,
    String path,
    @Nullable String query,
    Map<String, String> headers,
    byte[] body,
    Connection connection) {
  public ApiRequest {
    headers = Map.copyOf(headers);
  }

  /// A header's value; empty where it was not sent.
  ///
  /// @param name in lower case
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /// Whether it may be answered without a look at its body.
  public boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /// Those of the query string and, unless it only reads, of a form.
  public RequestParameters parameters() {
    return isRead()
        ? RequestParameters.of(query, null, new byte[0])
        : RequestParameters.of(query, header("content-type"), body);
  }

  /// What stands between two parts of the path, decoded.
  public String between(String before, String after) {
    return PathEscapes.decode(path.substring(before.length(), path.length() - after.length()));
  }
}
