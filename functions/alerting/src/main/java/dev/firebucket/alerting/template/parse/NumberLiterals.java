package dev.firebucket.alerting.template.parse;

import dev.firebucket.alerting.template.format.GoQuote;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers as Go writes them: `12`, `0x1f`, `0b11`, `0o17`, `1_000`, `1.5e3`, `'a'`.
final class NumberLiterals {
  private NumberLiterals() {}

  /// @throws IllegalArgumentException with Go's words when it is no number
  static NumberOperand read(int position, String written) {
    if (written.startsWith("'")) {
      int character = GoLiterals.character(written);
      return new NumberOperand(position, written, true, character, character);
    }
    if (written.endsWith("i") && !written.contains("x")) {
      throw new IllegalArgumentException("complex numbers are not supported: " + written);
    }
    BigInteger whole = whole(written);
    if (whole != null) {
      if (whole.bitLength() > 63) {
        throw new IllegalArgumentException("integer overflow: " + GoQuote.quote(written));
      }
      return new NumberOperand(position, written, true, whole.longValue(), whole.doubleValue());
    }
    double number = floating(written);
    boolean isFloat = isFloatForm(written);
    boolean isWhole = number == Math.rint(number) && Math.abs(number) < 0x1p63;
    return new NumberOperand(
        position, written, isWhole && !isFloat, isWhole ? (long) number : 0, number);
  }

  private static boolean isFloatForm(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    boolean hexadecimal = lower.startsWith("0x") && !lower.contains("p");
    return !hexadecimal && lower.matches(".*[.ep].*");
  }

  private static @Nullable BigInteger whole(String written) {
    String sign = written.startsWith("-") ? "-" : "";
    String digits = written.matches("[+-].*") ? written.substring(1) : written;
    String lower = digits.toLowerCase(Locale.ROOT);
    if (lower.matches("[1-9](_?[0-9])*|0")) {
      return new BigInteger(sign + lower.replace("_", ""));
    }
    if (lower.matches("0x(_?[0-9a-f])+")) {
      return new BigInteger(sign + lower.substring(2).replace("_", ""), 16);
    }
    if (lower.matches("0b(_?[01])+")) {
      return new BigInteger(sign + lower.substring(2).replace("_", ""), 2);
    }
    if (lower.matches("0o?(_?[0-7])+")) {
      return new BigInteger(sign + lower.replaceFirst("^0o?", "").replace("_", ""), 8);
    }
    return null;
  }

  private static double floating(String written) {
    boolean decimal =
        written.matches("[+-]?([0-9][0-9_]*\\.?[0-9_]*|\\.[0-9][0-9_]*)([eE][+-]?[0-9_]+)?");
    boolean hexadecimal =
        written.matches("[+-]?0[xX]([0-9a-fA-F_]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+");
    if (!decimal && !hexadecimal) {
      throw new IllegalArgumentException("illegal number syntax: " + GoQuote.quote(written));
    }
    double number = Double.parseDouble(written.replace("_", ""));
    if (Double.isInfinite(number)) {
      throw new IllegalArgumentException("illegal number syntax: " + GoQuote.quote(written));
    }
    return number;
  }
}
