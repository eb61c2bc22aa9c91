package dev.firebucket.config.server;

import dev.firebucket.config.relabel.AnchoredRegex;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whose pages may read the API: `--web.cors.origin` of `up`, `FIREBUCKET_CORS_ORIGIN` of a
/// function.
///
/// @param origins matched against the whole `Origin` of a request
public record CorsOrigin(AnchoredRegex origins) {
  /// The default of Prometheus: everybody's.
  public static final String ANY = ".*";

  private static final String API = "/api/v1/";

  /// Has secrets' places in it, though not the secrets.
  private static final String CONFIGURATION = API + "status/config";

  /// Reads an expression such as `https?://(domain1|domain2)\.com`.
  ///
  /// @throws IllegalArgumentException when it is none, in Prometheus' words
  public static CorsOrigin of(String regex) {
    try {
      return new CorsOrigin(new AnchoredRegex(regex));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "could not compile CORS regex string \"%s\": %s".formatted(regex, e.getMessage()), e);
    }
  }

  /// Whether pages of other origins may read a path at all: the API but for the configuration.
  public static boolean isShared(String path) {
    return path.startsWith(API) && !path.equals(CONFIGURATION);
  }

  /// What an answer of the API says about it, as Prometheus does (`util/httputil/cors.go`).
  ///
  /// @param origin of the request, null where it names none
  public Map<String, String> headers(@Nullable String origin) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Vary", "Origin");
    if (origin != null) {
      headers.put("Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, Origin");
      headers.put("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
      if (matches(origin)) {
        headers.put("Access-Control-Allow-Origin", origin);
      }
      headers.put("Access-Control-Expose-Headers", "Date");
    }
    return headers;
  }

  boolean matches(String origin) {
    return origins.matches(origin);
  }
}
