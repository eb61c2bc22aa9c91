package dev.firebucket.config.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hides the passwords of URLs as Prometheus does: `http://user:xxxxx@host`.
public final class UrlPasswords {
  private static final String HIDDEN = "xxxxx";

  /// Everything of a URL up to the `@` before its host. A host ends at the first `/`, `?` or `#`,
  /// and a URL inside a sentence at a space or a quote.
  private static final Pattern IN_TEXT =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)([^/?#\\s\"'`<>]*)@");

  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://");

  /// A host that is one as it stands: what comes behind it is a path.
  private static final Pattern HOST = Pattern.compile("[^:]*(:[0-9]*)?|\\[[^\\]]*](:[0-9]*)?");

  private UrlPasswords() {}

  /// A text without the passwords of the URLs in it.
  public static String hiddenIn(String text) {
    if (text.indexOf('@') < 0) {
      return text;
    }
    return IN_TEXT
        .matcher(text)
        .replaceAll(url -> Matcher.quoteReplacement(url.group(1) + hidden(url.group(2)) + "@"));
  }

  /// An address of the configuration without its password: a URL, or `user:password@host` without a
  /// scheme. Of what is no URL because of its password, all that could be one is hidden.
  public static String hiddenInAddress(String address) {
    int at = address.lastIndexOf('@');
    if (at < 0) {
      return address;
    }
    Matcher scheme = SCHEME.matcher(address);
    int start = scheme.lookingAt() ? scheme.end() : 0;
    int end = endOfHost(address, start);
    String host = address.substring(start, end);
    if (host.indexOf('@') >= 0) {
      at = address.lastIndexOf('@', end);
    } else if (HOST.matcher(host).matches()) {
      return address;
    }
    return address.substring(0, start)
        + hidden(address.substring(start, at))
        + address.substring(at);
  }

  private static int endOfHost(String address, int start) {
    int end = start;
    while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static String hidden(String userInfo) {
    int colon = userInfo.indexOf(':');
    return colon < 0 ? userInfo : userInfo.substring(0, colon + 1) + HIDDEN;
  }
}
