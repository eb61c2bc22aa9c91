package dev.firebucket.config.scrape;

import java.util.Optional;
import java.util.function.Function;

/// Replaces `$NAME` and `${NAME}` by environment variables, as Go's `os.Expand` reads them; `$$` is
/// one `$`, an unknown variable is empty.
final class VariableExpansion {
  private static final String SPECIAL = "*#$@!?-0123456789";

  private final Function<String, Optional<String>> environment;

  VariableExpansion(Function<String, Optional<String>> environment) {
    this.environment = environment;
  }

  String expand(String text) {
    StringBuilder expanded = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '$' || at + 1 == text.length()) {
        expanded.append(c);
        at++;
      } else {
        at = variable(text, at + 1, expanded);
      }
    }
    return expanded.toString();
  }

  /// Expands the variable whose `$` stands before `start`, and returns where it ends.
  private int variable(String text, int start, StringBuilder expanded) {
    char first = text.charAt(start);
    if (first == '{') {
      return braced(text, start + 1, expanded);
    }
    if (SPECIAL.indexOf(first) >= 0) {
      expanded.append(valueOf(String.valueOf(first)));
      return start + 1;
    }
    int end = start;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    expanded.append(end == start ? "$" : valueOf(text.substring(start, end)));
    return end;
  }

  /// Malformed braces vanish, as in Go.
  private int braced(String text, int start, StringBuilder expanded) {
    int end = text.indexOf('}', start);
    if (end < 0) {
      return start;
    }
    if (end > start) {
      expanded.append(valueOf(text.substring(start, end)));
    }
    return end + 1;
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private String valueOf(String name) {
    return name.equals("$") ? "$" : environment.apply(name).orElse("");
  }
}
