package dev.firebucket.api.request;

import dev.firebucket.api.answer.ApiException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parameters of a request: those of a form come before those of the query string, as in Go's
/// `Request.Form`.
///
/// A badly escaped pair is skipped, as in Prometheus.
public final class RequestParameters {
  private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2}).{0,2}");

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private RequestParameters() {}

  /// @param query the raw query string, without the question mark
  /// @param contentType of the body; only a URL-encoded form is read
  /// @param body of the request; empty for none
  public static RequestParameters of(
      @Nullable String query, @Nullable String contentType, byte[] body) {
    RequestParameters parameters = new RequestParameters();
    if (contentType != null
        && contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
      parameters.read(new String(body, StandardCharsets.UTF_8));
    }
    if (query != null) {
      parameters.read(query);
    }
    return parameters;
  }

  private void read(String encoded) {
    for (String pair : encoded.split("&", -1)) {
      if (pair.contains(";")) {
        problems.add("invalid semicolon separator in query");
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = decode(equals < 0 ? "" : pair.substring(equals + 1));
      if (name != null && value != null && !name.isEmpty()) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
      }
    }
  }

  private @Nullable String decode(String encoded) {
    Matcher bad = BAD_ESCAPE.matcher(encoded);
    if (bad.find()) {
      problems.add("invalid URL escape \"" + bad.group() + "\"");
      return null;
    }
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  /// The first badly escaped pair; most calls skip it, as in Prometheus.
  Optional<String> problem() {
    return problems.stream().findFirst();
  }

  /// Refuses a request with a badly escaped pair.
  ///
  /// @throws ApiException in Prometheus' words
  public void requireWellFormed() {
    problem()
        .ifPresent(
            problem -> {
              throw ApiException.badData("error parsing form values: " + problem);
            });
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
