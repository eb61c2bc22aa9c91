package dev.firebucket.query.parser;

import dev.firebucket.go.number.FloatReader;
import dev.firebucket.go.number.IntegerReader;
import java.util.OptionalLong;

/// Reads numbers as Prometheus does with Go's `strconv`: first as a whole number (`0x1f`, `017`,
/// `1_000`), then as a float (`1e3`, `.5`, `Inf`, `NaN`).
final class NumberReader {
  private NumberReader() {}

  /// The number that a token of type NUMBER stands for.
  ///
  /// @throws IllegalArgumentException with Go's words when it is none or too large
  static double read(String text) {
    OptionalLong whole = IntegerReader.findLiteral(text);
    if (whole.isPresent()) {
      return whole.getAsLong();
    }
    try {
      return FloatReader.read(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("error parsing number: " + e.getMessage(), e);
    }
  }
}
