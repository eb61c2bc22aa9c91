package dev.firebucket.api.answer;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An answer of HTTP, whole in memory.
///
/// @param status of HTTP
/// @param headers by name, one value each
/// @param body may be empty
/// @param steps what a query over steps asked for, for whoever has to say that its answer is too
///   large
public record ApiAnswer(
    int status, Map<String, String> headers, byte[] body, Optional<AskedSteps> steps) {
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String PLAIN = "text/plain; charset=utf-8";

  public ApiAnswer {
    headers = Map.copyOf(headers);
  }

  /// Without a body.
  public static ApiAnswer empty(int status) {
    return new ApiAnswer(status, Map.of(), new byte[0], Optional.empty());
  }

  /// With a body.
  public static ApiAnswer of(int status, String contentType, byte[] body) {
    return new ApiAnswer(status, Map.of(CONTENT_TYPE, contentType), body, Optional.empty());
  }

  /// With plain text.
  public static ApiAnswer plain(int status, String words) {
    return of(status, PLAIN, words.getBytes(StandardCharsets.UTF_8));
  }

  /// The same with more headers, which replace those of the same names.
  public ApiAnswer with(Map<String, String> others) {
    Map<String, String> more = new TreeMap<>(headers);
    more.putAll(others);
    return new ApiAnswer(status, more, body, steps);
  }

  /// The same to a request for steps.
  public ApiAnswer asked(AskedSteps asked) {
    return new ApiAnswer(status, headers, body, Optional.of(asked));
  }

  /// The same with another body.
  public ApiAnswer withBody(byte[] other) {
    return new ApiAnswer(status, headers, other, steps);
  }

  /// Of the body; empty where there is none.
  public String contentType() {
    return headers.getOrDefault(CONTENT_TYPE, "");
  }
}
