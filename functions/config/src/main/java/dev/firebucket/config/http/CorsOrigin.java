package dev.firebucket.config.http;

import dev.firebucket.config.relabel.AnchoredRegex;

/// Whose pages may read the API: `--web.cors.origin` of `up`, `FIREBUCKET_CORS_ORIGIN` of a
/// function.
///
/// @param origins matched against the whole `Origin` of a request
public record CorsOrigin(AnchoredRegex origins) {
  /// The default of Prometheus: everybody's.
  public static final String ANY = ".*";

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

  /// Whether pages of an origin may read.
  public boolean matches(String origin) {
    return origins.matches(origin);
  }
}
