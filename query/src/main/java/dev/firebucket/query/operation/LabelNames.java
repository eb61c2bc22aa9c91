package dev.firebucket.query.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A list of label names as one text of our SQL: `job,code`; a comma or backslash inside a name
/// stands behind a backslash, an empty list is empty text.
public final class LabelNames {
  private LabelNames() {}

  /// Writes a list.
  public static String write(List<String> names) {
    return names.stream()
        .map(name -> name.replace("\\", "\\\\").replace(",", "\\,"))
        .collect(Collectors.joining(","));
  }

  /// Reads a list.
  static List<String> parse(String text) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        name.append(text.charAt(++i));
      } else if (c == ',') {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    if (!text.isEmpty()) {
      names.add(name.toString());
    }
    return names;
  }
}
