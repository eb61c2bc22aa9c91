package dev.firebucket.config.unused;

import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import java.util.Locale;
import java.util.Set;

/// The headers that a remote's `headers` may not name.
final class ReservedHeaders {
  private static final Set<String> RESERVED =
      Set.of(
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

  /// Checks the field `headers`.
  ///
  /// @param authorization the words for the Authorization header
  static void check(YamlFields fields, String authorization) throws ConfigException {
    for (String header : fields.textMap("headers").keySet()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.equals("authorization")) {
        throw fields.error("headers", authorization);
      }
      if (RESERVED.contains(lower)) {
        throw fields.error("headers", header + " is a reserved header. It must not be changed");
      }
    }
  }
}
