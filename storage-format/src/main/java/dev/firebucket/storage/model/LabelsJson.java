package dev.firebucket.storage.model;

import java.util.ArrayList;
import java.util.List;

/// The canonical JSON of a label set: the text of the `labels` column, and part of the series id.
///
/// One object, names sorted as UTF-8, no white space, the metric name left out. Only the quote, the
/// backslash and the characters below U+0020 are escaped (RFC 8259 §7), the latter in their short
/// form where there is one, else as `u00xx` after a backslash: so equal label sets always give
/// equal bytes.
public final class LabelsJson {
  private static final String HEX = "0123456789abcdef";

  private LabelsJson() {}

  /// Writes the labels of a series without its metric name: `{"instance":"a:9100","job":"node"}`.
  public static String write(LabelSet labels) {
    StringBuilder json = new StringBuilder(128).append('{');
    for (int i = 0; i < labels.size(); i++) {
      String name = labels.nameAt(i);
      if (name.equals(LabelSet.NAME)) {
        continue;
      }
      if (json.length() > 1) {
        json.append(',');
      }
      writeString(json, name);
      json.append(':');
      writeString(json, labels.valueAt(i));
    }
    return json.append('}').toString();
  }

  private static void writeString(StringBuilder json, String text) {
    json.append('"');
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        json.append(text, copied, i);
        writeEscaped(json, c);
        copied = i + 1;
      }
    }
    json.append(text, copied, text.length()).append('"');
  }

  private static void writeEscaped(StringBuilder json, char c) {
    json.append('\\');
    switch (c) {
      case '"', '\\' -> json.append(c);
      case '\b' -> json.append('b');
      case '\f' -> json.append('f');
      case '\n' -> json.append('n');
      case '\r' -> json.append('r');
      case '\t' -> json.append('t');
      default -> json.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
  }

  /// Reads a `labels` column back, together with the metric name from its own column.
  ///
  /// Reads any JSON object of strings, not only the canonical form.
  ///
  /// @param metric the metric name, empty for none
  /// @throws IllegalArgumentException when the text is not a JSON object of strings; the message
  ///   gives the offset
  public static LabelSet parse(String metric, String json) {
    LabelSet.Builder labels = LabelSet.builder().set(LabelSet.NAME, metric);
    List<String> strings = new Parser(json).object();
    for (int i = 0; i < strings.size(); i += 2) {
      labels.set(strings.get(i), strings.get(i + 1));
    }
    return labels.build();
  }

  /// Reads one object of strings.
  private static final class Parser {
    private final String json;
    private int at;

    Parser(String json) {
      this.json = json;
    }

    List<String> object() {
      List<String> strings = new ArrayList<>();
      expect('{');
      if (peek() == '}') {
        at++;
        return end(strings);
      }
      while (true) {
        strings.add(string());
        expect(':');
        strings.add(string());
        if (peek() == '}') {
          at++;
          return end(strings);
        }
        expect(',');
      }
    }

    private List<String> end(List<String> strings) {
      skipSpace();
      if (at < json.length()) {
        throw wrong("nothing more");
      }
      return strings;
    }

    private String string() {
      expect('"');
      int from = at;
      while (at < json.length() && json.charAt(at) != '"' && json.charAt(at) != '\\') {
        at++;
      }
      if (at < json.length() && json.charAt(at) == '"') {
        return json.substring(from, at++);
      }
      return escapedString(new StringBuilder(json.substring(from, at)));
    }

    private String escapedString(StringBuilder text) {
      while (at < json.length()) {
        char c = json.charAt(at++);
        if (c == '"') {
          return text.toString();
        }
        text.append(c == '\\' ? escape() : c);
      }
      throw wrong("the end of a string");
    }

    private char escape() {
      char c = at < json.length() ? json.charAt(at++) : 0;
      return switch (c) {
        case '"', '\\', '/' -> c;
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'u' -> unicode();
        default -> throw wrong("an escape of JSON");
      };
    }

    private char unicode() {
      int end = at + 4;
      if (end > json.length()) {
        throw wrong("four hexadecimal digits");
      }
      int code = 0;
      for (; at < end; at++) {
        int digit = Character.digit(json.charAt(at), 16);
        if (digit < 0) {
          throw wrong("four hexadecimal digits");
        }
        code = code * 16 + digit;
      }
      return (char) code;
    }

    private char peek() {
      skipSpace();
      return at < json.length() ? json.charAt(at) : 0;
    }

    private void expect(char c) {
      if (peek() != c) {
        throw wrong("'" + c + "'");
      }
      at++;
    }

    private void skipSpace() {
      while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
        at++;
      }
    }

    private IllegalArgumentException wrong(String wanted) {
      return new IllegalArgumentException(
          "labels are not a JSON object of strings: at offset "
              + at
              + " of "
              + json
              + ": expected "
              + wanted);
    }
  }
}
