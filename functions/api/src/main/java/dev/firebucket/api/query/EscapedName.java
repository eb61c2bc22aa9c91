package dev.firebucket.api.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of labels in a path, where any UTF-8 name can stand escaped: `U__http_2e_status` is
/// `http.status` (https://prometheus.io/docs/instrumenting/escaping_schemes/).
final class EscapedName {
  private static final String PREFIX = "U__";
  private static final Pattern ESCAPE = Pattern.compile("__|_([0-9a-fA-F]{1,6})_|_");

  private EscapedName() {}

  /// The unescaped name; text that is not a valid escape is returned as it is.
  static String unescape(String escaped) {
    if (!escaped.startsWith(PREFIX)) {
      return escaped;
    }
    Matcher matcher = ESCAPE.matcher(escaped).region(PREFIX.length(), escaped.length());
    StringBuilder name = new StringBuilder();
    int at = PREFIX.length();
    while (matcher.find()) {
      name.append(escaped, at, matcher.start());
      at = matcher.end();
      if (matcher.group().equals("__")) {
        name.append('_');
        continue;
      }
      String digits = matcher.group(1);
      if (digits == null || !Character.isValidCodePoint(Integer.parseInt(digits, 16))) {
        return escaped;
      }
      name.appendCodePoint(Integer.parseInt(digits, 16));
    }
    return name.append(escaped, at, escaped.length()).toString();
  }
}
