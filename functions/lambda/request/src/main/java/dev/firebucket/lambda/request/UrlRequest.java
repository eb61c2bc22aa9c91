package dev.firebucket.lambda.request;

import dev.firebucket.config.server.PathEscapes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request at a function's URL, in the event in which Lambda brings it (payload format 2.0).
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads>
///
/// @param method `GET`, `PUT`, …
/// @param path as it was sent, percent-encoded: `/metrics/job/x`; of slashes at its beginning one
/// @param query the raw query string, empty for none
/// @param headers by name in lower case; several values of one name are one, with commas
/// @param body as sent
public record UrlRequest(
    String method, String path, String query, Map<String, String> headers, byte[] body) {
  public UrlRequest {
    headers = Map.copyOf(headers);
  }

  /// Reads an event.
  ///
  /// @param event its fields
  /// @throws IllegalArgumentException when it is no request
  public static UrlRequest read(Map<?, ?> event) {
    if (!(event.get("requestContext") instanceof Map<?, ?> context
        && context.get("http") instanceof Map<?, ?> http
        && http.get("method") instanceof String method
        && event.get("rawPath") instanceof String path)) {
      throw new IllegalArgumentException(
          "neither messages of a queue nor a request at a function's URL (payload format 2.0): there is no requestContext.http.method or no rawPath");
    }
    Map<String, String> headers = new HashMap<>();
    if (event.get("headers") instanceof Map<?, ?> sent) {
      sent.forEach(
          (name, value) ->
              headers.put(String.valueOf(name).toLowerCase(Locale.ROOT), String.valueOf(value)));
    }
    String query = event.get("rawQueryString") instanceof String text ? text : "";
    return new UrlRequest(method, clean(path), query, headers, body(event));
  }

  /// Whoever puts a path behind a URL that ends with a slash asks for `//api/v1/write`.
  private static String clean(String path) {
    return path.replaceFirst("^/{2,}", "/");
  }

  private static byte[] body(Map<?, ?> event) {
    String body = event.get("body") instanceof String text ? text : "";
    if (!Boolean.TRUE.equals(event.get("isBase64Encoded"))) {
      return body.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the event says isBase64Encoded, and its body is none: " + e.getMessage(), e);
    }
  }

  /// A header's value; empty where it was not sent.
  ///
  /// @param name in lower case
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /// A header's value as a list of one or none.
  public List<String> headerValues(String name) {
    return header(name).stream().toList();
  }

  /// Whether a `%` of the path is not followed by two hexadecimal digits.
  public boolean hasBrokenEscape() {
    return PathEscapes.areBroken(path);
  }

  /// The path with its escapes decoded, as UTF-8; one without broken escapes.
  public String decodedPath() {
    return PathEscapes.decode(path);
  }

  /// Whether a browser asks before a request of another origin.
  public boolean isQuestion() {
    return method.equals("OPTIONS")
        && headers.containsKey("origin")
        && headers.containsKey("access-control-request-method");
  }
}
