package dev.firebucket.config.server;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Whether a browser asks on behalf of a page that is not of this server. It may read what
/// [CorsOrigin] lets it read; it may not change anything, for its visitor did not ask for it.
///
/// Source: <https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site>
public final class ForeignPage {
  /// Methods that change nothing.
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private ForeignPage() {}

  /// Whether a request would change something for a foreign page.
  ///
  /// @param method of the request
  /// @param header gives the value of a header by its name in lower case, empty where it was not
  ///   sent
  public static boolean changes(String method, UnaryOperator<String> header) {
    if (READING.contains(method)) {
      return false;
    }
    String origin = header.apply("origin");
    return header.apply("sec-fetch-site").equals("cross-site")
        || (!origin.isEmpty() && !isOf(origin, header.apply("host")));
  }

  /// `null`, the origin of a page without one, is foreign too.
  private static boolean isOf(String origin, String host) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null
          && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// What such a request is answered with, status 403.
  public static String words() {
    return "a page of another origin may not change anything here; use the page of this server, or a client that is no browser\n";
  }
}
