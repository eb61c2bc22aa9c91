package dev.firebucket.query.parser;

/// The classes of characters that PromQL knows: ASCII only.
final class Characters {
  private Characters() {}

  static boolean space(int point) {
    return point == ' ' || point == '\t' || point == '\n' || point == '\r';
  }

  static boolean endOfLine(int point) {
    return point == '\r' || point == '\n';
  }

  static boolean digit(int point) {
    return point >= '0' && point <= '9';
  }

  /// A letter or the underscore.
  static boolean letter(int point) {
    return point == '_' || (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
  }

  static boolean letterOrDigit(int point) {
    return letter(point) || digit(point);
  }
}
