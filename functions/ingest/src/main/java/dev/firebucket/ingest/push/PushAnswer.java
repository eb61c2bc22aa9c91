package dev.firebucket.ingest.push;

import java.nio.charset.StandardCharsets;

/// An answer as [PushHttp] gives it.
///
/// @param status of HTTP
/// @param contentType of the body
/// @param body UTF-8 text, may be empty
public record PushAnswer(int status, String contentType, byte[] body) {
  static PushAnswer of(int status, String contentType, String body) {
    return new PushAnswer(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /// A line of plain text, ended as Go's `http.Error` ends it.
  static PushAnswer error(int status, String message) {
    return of(status, PushHttp.PLAIN, message + "\n");
  }
}
