package dev.firebucket.config.retention;

import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A series selector of PromQL as a configuration has it: `up`, `{job="debug"}`,
/// `up{env=~"dev|test"}`. Values stand in double quotes; backslash and quote are escaped.
final class SelectorText {
  private static final Pattern NAME = Pattern.compile("\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)?\\s*");
  private static final Pattern MATCHER =
      Pattern.compile(
          "\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"\\s*");

  private SelectorText() {}

  /// @throws IllegalArgumentException that says where it is wrong
  static List<LabelMatcher> parse(String text) {
    List<LabelMatcher> matchers = new ArrayList<>();
    Matcher name = NAME.matcher(text);
    int at = name.lookingAt() ? name.end() : 0;
    if (name.group(1) != null) {
      matchers.add(LabelMatcher.equal(LabelSet.NAME, name.group(1)));
    }
    if (at == text.length()) {
      return matchers;
    }
    if (text.charAt(at) != '{') {
      throw wrong(text, at, "'{'");
    }
    at++;
    Matcher matcher = MATCHER.matcher(text);
    while (matcher.region(at, text.length()).lookingAt()) {
      matchers.add(
          new LabelMatcher(matcher.group(1), type(matcher.group(2)), unescaped(matcher.group(3))));
      at = matcher.end();
      if (at == text.length() || text.charAt(at) != ',') {
        break;
      }
      at++;
    }
    if (!text.substring(at).strip().equals("}")) {
      throw wrong(text, at, "a matcher such as job=\"debug\", or '}'");
    }
    return matchers;
  }

  private static IllegalArgumentException wrong(String text, int at, String expected) {
    return new IllegalArgumentException(
        "expected %s at \"%s\"".formatted(expected, text.substring(at)));
  }

  private static LabelMatcher.Type type(String operator) {
    for (LabelMatcher.Type type : LabelMatcher.Type.values()) {
      if (type.operator().equals(operator)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no matcher has the operator " + operator);
  }

  private static String unescaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
        c = value.charAt(i) == 'n' ? '\n' : value.charAt(i);
      }
      text.append(c);
    }
    return text.toString();
  }
}
