package dev.firebucket.config.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// The percent-escapes of a request's path.
public final class PathEscapes {
  /// What a request with a broken escape in its path is answered with, status 400.
  public static final String BROKEN =
      "400 Bad Request: a % in the path must be followed by two hexadecimal digits\n";

  private PathEscapes() {}

  /// Whether a `%` is not followed by two hexadecimal digits: Go's server answers 400 then.
  public static boolean areBroken(String path) {
    for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 1)) {
      boolean escape =
          at + 2 < path.length()
              && Character.digit(path.charAt(at + 1), 16) >= 0
              && Character.digit(path.charAt(at + 2), 16) >= 0;
      if (!escape) {
        return true;
      }
    }
    return false;
  }

  /// Text with its escapes decoded, as UTF-8; one without broken escapes.
  public static String decode(String escaped) {
    // A plus is a plus here: only in forms it is a blank.
    return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
