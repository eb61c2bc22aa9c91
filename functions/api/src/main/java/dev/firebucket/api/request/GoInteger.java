package dev.firebucket.api.request;

import java.math.BigInteger;
import java.util.regex.Pattern;

/// Whole numbers as Go's `strconv` reads them: only ASCII digits, and errors that tell what is no
/// number from what is too big.
public final class GoInteger {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");

  private GoInteger() {}

  /// @param most the biggest number that fits
  /// @return the number; one beyond the range of `int` as the nearest `int`
  /// @throws NumberFormatException in Go's words, without the name of the function
  public static int parse(String text, long most) {
    if (!WHOLE.matcher(text).matches()) {
      throw new NumberFormatException("parsing \"" + text + "\": invalid syntax");
    }
    BigInteger value = new BigInteger(text);
    if (value.compareTo(BigInteger.valueOf(most)) > 0
        || value.compareTo(BigInteger.valueOf(-most - 1)) < 0) {
      throw new NumberFormatException("parsing \"" + text + "\": value out of range");
    }
    return Math.clamp(value.longValueExact(), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
