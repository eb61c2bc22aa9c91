package dev.firebucket.ingest.push;

import dev.firebucket.config.server.RetryLater;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// An answer as [PushHttp] gives it.
///
/// @param status of HTTP
/// @param contentType of the body
/// @param body UTF-8 text, may be empty
public record PushAnswer(int status, String contentType, byte[] body) {
  /// Headers next to the type.
  public Map<String, String> headers() {
    return RetryLater.headers(status);
  }

  static PushAnswer of(int status, String contentType, String body) {
    return new PushAnswer(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /// A line of plain text, ended as Go's `http.Error` ends it.
  static PushAnswer error(int status, String message) {
    return of(status, PushHttp.PLAIN, message + "\n");
  }
}
