package dev.firebucket.query.sql;

import dev.firebucket.query.error.WellFormedText;

/// Texts and numbers as SQL.
public final class Literals {
  private Literals() {}

  /// A text literal. Control characters stand as `chr(10)`: a NUL would end the statement, and
  /// statements are indented line by line.
  public static String text(String value) {
    StringBuilder literal = new StringBuilder();
    boolean plain = true;
    for (char c : WellFormedText.of(value).toCharArray()) {
      if (c < ' ') {
        literal.append("' || chr(").append((int) c).append(") || '");
        plain = false;
      } else {
        literal.append(c == '\'' ? "''" : c);
      }
    }
    return plain ? "'" + literal + "'" : "('" + literal + "')";
  }

  /// A DOUBLE literal that reads back as the same double.
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "'NaN'::DOUBLE";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "'Infinity'::DOUBLE" : "'-Infinity'::DOUBLE";
    }
    String digits = Double.toString(value);
    // Without an exponent DuckDB takes it as a DECIMAL, which loses digits.
    return digits.contains("E") ? digits : digits + "E0";
  }
}
