package dev.firebucket.api.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters of a request: those of a form come before those of the query string, as in Go's
/// `Request.Form`.
///
/// A pair that is badly escaped is passed over, as Prometheus does.
public final class RequestParameters {
  private final Map<String, List<String>> values;

  private RequestParameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /// @param query the raw query string, without the question mark
  /// @param contentType of the body; only a URL-encoded form is read
  /// @param body of the request; empty for none
  public static RequestParameters of(
      @Nullable String query, @Nullable String contentType, byte[] body) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (contentType != null
        && contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
      read(new String(body, StandardCharsets.UTF_8), values);
    }
    if (query != null) {
      read(query, values);
    }
    return new RequestParameters(values);
  }

  private static void read(String encoded, Map<String, List<String>> into) {
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = decode(equals < 0 ? "" : pair.substring(equals + 1));
      if (name != null && value != null && !name.isEmpty()) {
        into.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
      }
    }
  }

  private static @Nullable String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// The first value of a name; empty where there is none.
  public String first(String name) {
    List<String> all = values.get(name);
    return all == null ? "" : all.getFirst();
  }

  /// All values of a name.
  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }
}
