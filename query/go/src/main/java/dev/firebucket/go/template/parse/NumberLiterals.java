package dev.firebucket.go.template.parse;

import dev.firebucket.go.number.FloatReader;
import dev.firebucket.go.number.IntegerReader;
import dev.firebucket.go.text.Quote;
import dev.firebucket.go.text.Unquote;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Numbers as Go writes them: `12`, `0x1f`, `0b11`, `0o17`, `1_000`, `1.5e3`, `'a'`.
final class NumberLiterals {
  private NumberLiterals() {}

  /// @throws IllegalArgumentException with Go's words when it is no number
  static Operand.NumberLiteral read(int position, String written) {
    if (written.startsWith("'")) {
      int character = Unquote.character(written);
      return new Operand.NumberLiteral(position, written, true, character, character);
    }
    if (written.endsWith("i") && !written.contains("x")) {
      throw new IllegalArgumentException("complex numbers are not supported: " + written);
    }
    OptionalLong whole = IntegerReader.findLiteral(written);
    if (whole.isPresent()) {
      return new Operand.NumberLiteral(
          position, written, true, whole.getAsLong(), whole.getAsLong());
    }
    double number = floating(written);
    boolean integral = number == Math.rint(number) && Math.abs(number) < 0x1p63;
    return new Operand.NumberLiteral(
        position, written, false, integral ? (long) number : 0, number);
  }

  private static double floating(String written) {
    OptionalDouble number = FloatReader.find(written);
    if (number.isEmpty()) {
      throw new IllegalArgumentException("illegal number syntax: " + Quote.string(written));
    }
    if (written.chars().noneMatch(c -> ".eEpP".indexOf(c) >= 0)) {
      // It looks like a whole number, and is too large for one.
      throw new IllegalArgumentException("integer overflow: " + Quote.string(written));
    }
    return number.getAsDouble();
  }
}
