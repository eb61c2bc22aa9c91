package dev.firebucket.go.fmt;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.go.text.Quote;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers under a verb, as Go's `fmt` writes them. A verb that does not fit gives null.
final class NumberFormat {
  private static final int DEFAULT_PRECISION = 6;

  private NumberFormat() {}

  /// A float; null where the verb does not fit one.
  static @Nullable String of(double value, FormatSpec spec) {
    return switch (spec.verb()) {
      case 'v' -> signed(FloatText.format(value, 'g', spec.precision()), spec);
      case 'g', 'G' -> signed(FloatText.format(value, (char) spec.verb(), spec.precision()), spec);
      case 'e', 'E' -> signed(FloatText.format(value, (char) spec.verb(), decimals(spec)), spec);
      case 'f', 'F' -> signed(FloatText.format(value, 'f', decimals(spec)), spec);
      case 'x', 'X' -> signed(hexadecimal(value, spec), spec);
      default -> null;
    };
  }

  private static int decimals(FormatSpec spec) {
    return spec.precision() == FormatSpec.NONE ? DEFAULT_PRECISION : spec.precision();
  }

  private static String signed(String number, FormatSpec spec) {
    boolean negative = number.startsWith("-");
    String digits = negative || number.startsWith("+") ? number.substring(1) : number;
    String sign = negative ? "-" : spec.plus() ? "+" : spec.space() ? " " : "";
    if (digits.equals("Inf") || digits.equals("NaN")) {
      String shown = digits.equals("Inf") && sign.isEmpty() ? "+" : sign;
      return spec.withoutZero().pad(shown + digits);
    }
    if (spec.zero() && !spec.minus()) {
      int missing = spec.width() - sign.length() - digits.length();
      return sign + "0".repeat(Math.max(missing, 0)) + digits;
    }
    return spec.pad(sign + digits);
  }

  /// `0x1.8p+01`. Java writes the same digits, with a shorter exponent.
  private static String hexadecimal(double value, FormatSpec spec) {
    if (!Double.isFinite(value)) {
      return FloatText.general(value);
    }
    if (spec.precision() != FormatSpec.NONE) {
      throw new IllegalArgumentException(
          "a precision of a float in hexadecimal is not supported: use x alone, or e");
    }
    // A number too small for the usual form is made larger first, and its exponent smaller after.
    boolean tiny = value != 0 && Math.abs(value) < Double.MIN_NORMAL;
    String text = Double.toHexString(tiny ? value * 0x1p100 : value).replace(".0p", "p");
    int at = text.indexOf('p') + 1;
    int exponent = Integer.parseInt(text.substring(at)) - (tiny ? 100 : 0);
    String whole =
        text.substring(0, at)
            + String.format(
                Locale.ROOT, exponent < 0 ? "-%02d" : "+%02d", Math.abs((long) exponent));
    return spec.verb() == 'X' ? whole.toUpperCase(Locale.ROOT) : whole;
  }

  /// A whole number; null where the verb does not fit one.
  static @Nullable String of(long value, FormatSpec spec) {
    return switch (spec.verb()) {
      case 'v', 'd' -> integer(value, 10, "", spec);
      case 'b' -> integer(value, 2, spec.sharp() ? "0b" : "", spec);
      case 'o' -> integer(value, 8, spec.sharp() ? "0" : "", spec);
      case 'O' -> integer(value, 8, "0o", spec);
      case 'x', 'X' -> integer(value, 16, spec.sharp() ? "0x" : "", spec);
      case 'c' -> spec.pad(Character.toString(character(value)));
      case 'q' ->
          spec.pad(
              spec.plus()
                  ? Quote.asciiCharacter(character(value))
                  : Quote.character(character(value)));
      case 'U' -> spec.withoutZero().pad(String.format(Locale.ROOT, "U+%04X", value));
      default -> null;
    };
  }

  private static int character(long value) {
    boolean valid =
        value >= 0 && value <= Character.MAX_CODE_POINT && (value < 0xd800 || value > 0xdfff);
    return valid ? (int) value : 0xfffd;
  }

  private static String integer(long value, int base, String prefix, FormatSpec spec) {
    String sign = value < 0 ? "-" : spec.plus() ? "+" : spec.space() ? " " : "";
    String digits = Long.toString(value, base);
    digits = value < 0 ? digits.substring(1) : digits;
    int least = spec.precision();
    if (least == FormatSpec.NONE && spec.zero() && !spec.minus()) {
      least = spec.width() - sign.length();
    }
    if (spec.precision() == 0 && value == 0) {
      return spec.withoutZero().pad("");
    }
    String number = "0".repeat(Math.max(least - digits.length(), 0)) + digits;
    String whole = sign + prefix + number;
    return spec.withoutZero().pad(spec.verb() == 'X' ? whole.toUpperCase(Locale.ROOT) : whole);
  }
}
