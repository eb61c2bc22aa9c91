package dev.firebucket.config.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What Go's `url.Parse` refuses, in its words. It is more lenient than `java.net.URI`.
final class GoUrl {
  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2}).{0,2}");
  private static final Pattern AUTHORITY = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://([^/?#]*)");
  private static final Pattern PORT = Pattern.compile("(:[^\\]:]*)$");

  private GoUrl() {}

  /// Why a text is no URL, empty when it is one.
  static Optional<String> problem(String url) {
    if (url.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      return Optional.of("net/url: invalid control character in URL");
    }
    if (url.startsWith(":")) {
      return Optional.of("missing protocol scheme");
    }
    Matcher escape = BROKEN_ESCAPE.matcher(url);
    if (escape.find()) {
      return Optional.of("invalid URL escape \"" + escape.group() + "\"");
    }
    Matcher authority = AUTHORITY.matcher(url);
    if (authority.find()) {
      return authorityProblem(authority.group(1));
    }
    String path = url.split("[?#]", 2)[0];
    boolean scheme = url.matches("^[a-zA-Z][a-zA-Z0-9+.-]*:.*");
    boolean colonFirst = path.indexOf(':') >= 0 && path.indexOf(':') < (path + "/").indexOf('/');
    return !scheme && colonFirst
        ? Optional.of("first path segment in URL cannot contain colon")
        : Optional.empty();
  }

  private static Optional<String> authorityProblem(String authority) {
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    Matcher port = PORT.matcher(host);
    if (port.find() && !port.group(1).matches(":[0-9]*")) {
      return Optional.of("invalid port \"" + port.group(1) + "\" after host");
    }
    for (char c : new char[] {' ', '"', '<', '>', '\\', '^', '`', '{', '|', '}'}) {
      if (host.indexOf(c) >= 0) {
        return Optional.of("invalid character \"" + c + "\" in host name");
      }
    }
    return Optional.empty();
  }
}
