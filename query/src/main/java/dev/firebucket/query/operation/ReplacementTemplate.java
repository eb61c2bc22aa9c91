package dev.firebucket.query.operation;

import com.google.re2j.Matcher;
import java.util.Map;

/// The replacement of `label_replace`, as Go's `regexp.Expand` reads it: `$1`, `$name`, `${1}`,
/// `$$`; a name is as long as it can be, a group that does not exist is empty.
final class ReplacementTemplate {
  private ReplacementTemplate() {}

  /// @param matcher has matched
  static String expand(String template, Matcher matcher) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      int dollar = template.indexOf('$', at);
      if (dollar < 0) {
        break;
      }
      out.append(template, at, dollar);
      at = expandOne(template, dollar + 1, matcher, out);
    }
    return out.append(template, Math.min(at, template.length()), template.length()).toString();
  }

  /// Expands what follows a dollar and gives the index behind it; a dollar that begins no name is
  /// itself.
  private static int expandOne(String template, int start, Matcher matcher, StringBuilder out) {
    if (start < template.length() && template.charAt(start) == '$') {
      out.append('$');
      return start + 1;
    }
    boolean braced = start < template.length() && template.charAt(start) == '{';
    int from = braced ? start + 1 : start;
    int to = from;
    while (to < template.length() && isWord(template.codePointAt(to))) {
      to += Character.charCount(template.codePointAt(to));
    }
    boolean closed = !braced || (to < template.length() && template.charAt(to) == '}');
    if (to == from || !closed) {
      out.append('$');
      return start;
    }
    out.append(group(template.substring(from, to), matcher));
    return braced ? to + 1 : to;
  }

  private static boolean isWord(int c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static String group(String name, Matcher matcher) {
    String value = null;
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int number = name.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(name);
      value = number <= matcher.groupCount() ? matcher.group(number) : null;
    } else {
      Map<String, Integer> named = matcher.pattern().namedGroups();
      Integer number = named.get(name);
      value = number == null ? null : matcher.group(number);
    }
    return value == null ? "" : value;
  }
}
