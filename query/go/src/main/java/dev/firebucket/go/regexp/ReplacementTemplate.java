package dev.firebucket.go.regexp;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.firebucket.go.text.GoUnicode;
import java.util.ArrayList;
import java.util.List;

/// A replacement with `$1`, `${1}`, `$name`, `${name}` and `$$`, as Go's `Regexp.Expand` reads it:
/// a name is the longest run of letters, digits and underscores; an unknown group is empty; a `$`
/// that begins none of these stands for itself. A number with leading zeros, as in `$01`, is a
/// name.
///
/// Source: <https://pkg.go.dev/regexp#Regexp.Expand>.
public final class ReplacementTemplate {
  private sealed interface Part {
    record Literal(String text) implements Part {}

    record Numbered(int group) implements Part {}

    record Named(String group) implements Part {}
  }

  /// Numbers of more digits name no group.
  private static final int MOST_DIGITS = 9;

  private final List<Part> parts = new ArrayList<>();

  public ReplacementTemplate(String template) {
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
    int end = endOfName(template, start);
    boolean whole = end > start && (!braced || template.startsWith("}", end));
    if (!whole) {
      literal.append('$');
      return at + 1;
    }
    flush(literal);
    parts.add(group(template.substring(start, end)));
    return braced ? end + 1 : end;
  }

  private static int endOfName(String template, int start) {
    int end = start;
    while (end < template.length()) {
      int point = template.codePointAt(end);
      if (point != '_' && !GoUnicode.isLetter(point) && !GoUnicode.isDigit(point)) {
        return end;
      }
      end += Character.charCount(point);
    }
    return end;
  }

  private static Part group(String name) {
    boolean digits = name.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean leadingZero = name.length() > 1 && name.startsWith("0");
    return digits && !leadingZero && name.length() <= MOST_DIGITS
        ? new Part.Numbered(Integer.parseInt(name))
        : new Part.Named(name);
  }

  private void flush(StringBuilder literal) {
    if (!literal.isEmpty()) {
      parts.add(new Part.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  /// The replacement with the groups of a match.
  ///
  /// @param matched has matched
  public String expand(Matcher matched) {
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Literal(String text)) {
      return text;
    }
    StringBuilder expanded = new StringBuilder();
    expandInto(expanded, matched);
    return expanded.toString();
  }

  /// How long [#expand] would be, without making it.
  public long expandedLength(Matcher matched) {
    long length = 0;
    for (Part part : parts) {
      length +=
          switch (part) {
            case Part.Literal(String literal) -> literal.length();
            case Part.Numbered(int group) ->
                group <= matched.groupCount() ? matched.end(group) - matched.start(group) : 0;
            case Part.Named(String group) ->
                matched.pattern().namedGroups().containsKey(group)
                    ? matched.end(group) - matched.start(group)
                    : 0;
          };
    }
    return length;
  }

  private void expandInto(StringBuilder out, Matcher matched) {
    for (Part part : parts) {
      String text =
          switch (part) {
            case Part.Literal(String literal) -> literal;
            case Part.Numbered(int group) ->
                group <= matched.groupCount() ? matched.group(group) : null;
            case Part.Named(String group) ->
                matched.pattern().namedGroups().containsKey(group) ? matched.group(group) : null;
          };
      out.append(text == null ? "" : text);
    }
  }

  /// A text with all its matches replaced (`Regexp.ReplaceAllString`). An empty match right after
  /// another match is skipped; no match begins inside a character.
  public String replaceAll(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder replaced = new StringBuilder();
    int copied = 0;
    int search = 0;
    while (search <= text.length() && matcher.find(search)) {
      int end = matcher.end();
      replaced.append(text, copied, matcher.start());
      if (end > copied || matcher.start() == 0) {
        expandInto(replaced, matcher);
      }
      copied = end;
      int next = search < text.length() ? text.offsetByCodePoints(search, 1) : search + 1;
      search = Math.max(next, end);
    }
    return replaced.append(text, copied, text.length()).toString();
  }
}
