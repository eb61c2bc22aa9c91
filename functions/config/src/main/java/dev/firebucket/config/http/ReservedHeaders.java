package dev.firebucket.config.http;

import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import java.util.Locale;
import java.util.Set;

/// The headers that a client sets itself, so that no configuration may name them.
public final class ReservedHeaders {
  private static final String AUTHORIZATION = "authorization";
  private static final String SCRAPE_TIMEOUT = "x-prometheus-scrape-timeout-seconds";

  /// Reserved in every section, in lower case.
  private static final Set<String> EVERYWHERE =
      Set.of(
          AUTHORIZATION,
          "host",
          "content-encoding",
          "content-length",
          "content-type",
          "user-agent",
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "www-authenticate",
          "accept-encoding",
          "x-prometheus-remote-write-version",
          "x-prometheus-remote-read-version",
          "x-amz-date",
          "x-amz-security-token",
          "x-amz-content-sha256");

  private ReservedHeaders() {}

  /// Whether `http_headers` may not name it.
  static boolean inHttpHeaders(String header) {
    String lower = header.toLowerCase(Locale.ROOT);
    return EVERYWHERE.contains(lower) || lower.equals(SCRAPE_TIMEOUT);
  }

  /// Checks the field `headers` of remote storage and tracing, which words it otherwise.
  ///
  /// @param authorization the words for the Authorization header
  /// @throws ConfigException at the field, when one of them is named
  public static void check(YamlFields fields, String authorization) throws ConfigException {
    for (String header : fields.textMap("headers").keySet()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.equals(AUTHORIZATION)) {
        throw fields.error("headers", authorization);
      }
      if (EVERYWHERE.contains(lower)) {
        throw fields.error("headers", header + " is a reserved header. It must not be changed");
      }
    }
  }
}
