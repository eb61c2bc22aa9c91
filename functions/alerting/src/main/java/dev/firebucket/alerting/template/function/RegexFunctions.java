package dev.firebucket.alerting.template.function;

import static dev.firebucket.alerting.template.function.Parameter.TEXT;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.firebucket.alerting.template.value.BooleanValue;
import dev.firebucket.alerting.template.value.TextValue;
import java.util.List;

/// `match` and `reReplaceAll`, on RE2 as in Go: linear in the text, not anchored.
final class RegexFunctions {
  private RegexFunctions() {}

  static List<TemplateFunction> all() {
    return List.of(
        TemplateFunction.of(
            "match",
            List.of(TEXT, TEXT),
            (context, arguments) -> {
              Pattern pattern = compile(Arguments.text(arguments, 0), "");
              return new BooleanValue(pattern.matcher(Arguments.text(arguments, 1)).find());
            }),
        TemplateFunction.of(
            "reReplaceAll",
            List.of(TEXT, TEXT, TEXT),
            (context, arguments) -> {
              String expression = Arguments.text(arguments, 0);
              Pattern pattern = compile(expression, "regexp: Compile(`" + expression + "`): ");
              return new TextValue(
                  replaceAll(pattern, Arguments.text(arguments, 1), Arguments.text(arguments, 2)));
            }));
  }

  private static Pattern compile(String expression, String prefix) throws FunctionException {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new FunctionException(
          prefix + "error parsing regexp: " + e.getDescription() + ": `" + e.getPattern() + "`", e);
    }
  }

  private static String replaceAll(Pattern pattern, String replacement, String text) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder replaced = new StringBuilder();
    int copied = 0;
    int lastEnd = -1;
    while (matcher.find()) {
      if (matcher.end() == matcher.start() && matcher.start() == lastEnd) {
        continue;
      }
      replaced.append(text, copied, matcher.start());
      expand(replacement, matcher, replaced);
      copied = matcher.end();
      lastEnd = matcher.end();
    }
    return replaced.append(text, copied, text.length()).toString();
  }

  /// Writes a replacement with `$1`, `$name`, `${name}` and `$$` in it; a group that does not exist
  /// is empty.
  private static void expand(String replacement, Matcher matcher, StringBuilder into) {
    int at = 0;
    while (at < replacement.length()) {
      int dollar = replacement.indexOf('$', at);
      if (dollar < 0) {
        into.append(replacement, at, replacement.length());
        return;
      }
      into.append(replacement, at, dollar);
      at = dollar + 1;
      if (replacement.startsWith("$", at)) {
        into.append('$');
        at++;
        continue;
      }
      boolean braces = replacement.startsWith("{", at);
      int start = braces ? at + 1 : at;
      int end = start;
      while (end < replacement.length() && isNamePart(replacement.charAt(end))) {
        end++;
      }
      if (end == start || (braces && !replacement.startsWith("}", end))) {
        into.append('$');
        continue;
      }
      into.append(group(matcher, replacement.substring(start, end)));
      at = braces ? end + 1 : end;
    }
  }

  private static boolean isNamePart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static String group(Matcher matcher, String name) {
    String value = null;
    if (name.matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(name);
      value = number <= matcher.groupCount() ? matcher.group(number) : null;
    } else if (matcher.pattern().namedGroups().containsKey(name)) {
      value = matcher.group(name);
    }
    return value == null ? "" : value;
  }
}
