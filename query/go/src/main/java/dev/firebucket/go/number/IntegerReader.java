package dev.firebucket.go.number;

import dev.firebucket.go.text.Quote;
import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Whole numbers out of text, as Go's `strconv` reads them: ASCII digits only, and errors that
/// distinguish what is not a number from what is too big.
///
/// Source: <https://pkg.go.dev/strconv#ParseInt>.
public final class IntegerReader {
  private static final String INVALID = "invalid syntax";
  private static final String OUT_OF_RANGE = "value out of range";

  private IntegerReader() {}

  /// A decimal number of 64 bits, as `strconv.Atoi` reads it.
  ///
  /// @throws NumberFormatException in Go's words
  public static long atoi(String text) {
    return bounded("strconv.Atoi", text, decimal(text), Long.SIZE);
  }

  /// A decimal number, as `strconv.ParseInt(text, 10, bits)` reads it.
  ///
  /// @param bits how many the number has at most, its sign included
  /// @throws NumberFormatException in Go's words
  public static long read(String text, int bits) {
    return bounded("strconv.ParseInt", text, decimal(text), bits);
  }

  /// A number of 64 bits in the base that its prefix names (`0x1f`, `0b11`, `0o17`, `017`), with
  /// underscores between digits, as `strconv.ParseInt(text, 0, 64)` reads it. Empty where it is not
  /// one.
  public static OptionalLong findLiteral(String text) {
    BigInteger value = literal(text);
    return value == null || value.bitLength() >= Long.SIZE
        ? OptionalLong.empty()
        : OptionalLong.of(value.longValue());
  }

  private static @Nullable BigInteger literal(String text) {
    String digits = unsigned(text).toLowerCase(Locale.ROOT);
    int base = 10;
    int prefix = 0;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      base =
          switch (digits.charAt(1)) {
            case 'x' -> 16;
            case 'b' -> 2;
            default -> 8;
          };
      prefix = "xbo".indexOf(digits.charAt(1)) >= 0 ? 2 : 1;
    }
    return Underscores.separateDigits(text)
        ? inBase(text, digits.substring(prefix).replace("_", ""), base)
        : null;
  }

  private static @Nullable BigInteger decimal(String text) {
    return inBase(text, unsigned(text), 10);
  }

  private static @Nullable BigInteger inBase(String text, String digits, int base) {
    boolean valid =
        !digits.isEmpty()
            && digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, base) >= 0);
    if (!valid) {
      return null;
    }
    BigInteger magnitude = new BigInteger(digits, base);
    return text.startsWith("-") ? magnitude.negate() : magnitude;
  }

  private static String unsigned(String text) {
    return text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
  }

  private static long bounded(String function, String text, @Nullable BigInteger value, int bits) {
    String problem = value == null ? INVALID : value.bitLength() >= bits ? OUT_OF_RANGE : null;
    if (value == null || problem != null) {
      throw new NumberFormatException(
          function + ": parsing " + Quote.string(text) + ": " + problem);
    }
    return value.longValue();
  }
}
