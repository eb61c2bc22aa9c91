package dev.firebucket.config.relabel;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;

/// A replacement with `$1`, `${1}`, `$name`, `${name}` and `$$`, as Go's `Regexp.Expand` reads it:
/// a name is the longest run of letters, digits and underscores; an unknown group is empty; a `$`
/// that begins none of these stands for itself.
final class ReplacementTemplate {
  private sealed interface Part {
    record Literal(String text) implements Part {}

    record Group(int number) implements Part {}
  }

  private final List<Part> parts = new ArrayList<>();
  private final AnchoredRegex regex;

  ReplacementTemplate(String template, AnchoredRegex regex) {
    this.regex = regex;
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c != '$') {
        literal.append(c);
        at++;
      } else if (template.startsWith("$$", at)) {
        literal.append('$');
        at += 2;
      } else {
        at = reference(template, at, literal);
      }
    }
    flush(literal);
  }

  /// Reads a reference at a `$` and returns where it ends.
  private int reference(String template, int at, StringBuilder literal) {
    boolean braced = template.startsWith("${", at);
    int start = at + (braced ? 2 : 1);
    int end = start;
    while (end < template.length() && isNamePart(template.charAt(end))) {
      end++;
    }
    boolean whole = end > start && (!braced || template.startsWith("}", end));
    if (!whole) {
      literal.append('$');
      return at + 1;
    }
    flush(literal);
    parts.add(new Part.Group(group(template.substring(start, end))));
    return braced ? end + 1 : end;
  }

  private static boolean isNamePart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private int group(String name) {
    boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number || (name.length() > 1 && name.startsWith("0"))) {
      return regex.groupNamed(name);
    }
    return name.length() > 8 ? -1 : Integer.parseInt(name);
  }

  private void flush(StringBuilder literal) {
    if (!literal.isEmpty()) {
      parts.add(new Part.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  String expand(Matcher matched) {
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Literal(String text)) {
      return text;
    }
    StringBuilder expanded = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Literal(String text) -> expanded.append(text);
        case Part.Group(int number) -> {
          String value = number < 0 || number > matched.groupCount() ? null : matched.group(number);
          expanded.append(value == null ? "" : value);
        }
      }
    }
    return expanded.toString();
  }
}
