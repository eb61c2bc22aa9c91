package dev.firebucket.query.format;

import org.jspecify.annotations.Nullable;

/// Writes JSON piece by piece; strings are escaped as Go escapes them (`<`, `>` and `&` too).
final class JsonText {
  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  JsonText open(char bracket) {
    separate();
    text.append(bracket);
    first = true;
    return this;
  }

  JsonText close(char bracket) {
    text.append(bracket);
    first = false;
    return this;
  }

  JsonText key(String name) {
    separate();
    quote(name);
    text.append(':');
    first = true;
    return this;
  }

  JsonText value(@Nullable String string) {
    separate();
    if (string == null) {
      text.append("null");
    } else {
      quote(string);
    }
    return this;
  }

  JsonText value(boolean truth) {
    return literal(Boolean.toString(truth));
  }

  JsonText value(long number) {
    return literal(Long.toString(number));
  }

  /// Anything that is JSON already.
  JsonText literal(String json) {
    separate();
    text.append(json);
    return this;
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  private void quote(String string) {
    text.append('"');
    string.codePoints().forEach(this::append);
    text.append('"');
  }

  private void append(int point) {
    switch (point) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case '<', '>', '&', 0x2028, 0x2029 -> text.append("\\u%04x".formatted(point));
      default -> {
        if (point < 0x20) {
          text.append("\\u%04x".formatted(point));
        } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
          text.append("\\ufffd");
        } else {
          text.appendCodePoint(point);
        }
      }
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
