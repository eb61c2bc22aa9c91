package dev.firebucket.query.result;

import dev.firebucket.go.number.FloatText;

/// Values and times as Prometheus' JSON writes them (`util/jsonutil`): the shortest decimal that
/// reads back as the same double, with an exponent below 1e-6 and from 1e21; seconds with three
/// decimals or none.
final class SampleText {
  private static final double MILLION = 1e6;
  private static final double EXACT = 1e15;

  /// Between these, Java's text of a double that is not whole is the one wanted.
  private static final double ALIKE_FROM = 1e-3;

  private static final double ALIKE_BELOW = 1e7;

  private SampleText() {}

  /// A value in quotes.
  static void value(JsonBytes out, double value) {
    out.raw('"');
    number(out, value);
    out.raw('"');
  }

  /// A value without quotes.
  static void number(JsonBytes out, double value) {
    double millionfold = Math.rint(value * MILLION);
    if (Math.abs(value) < 0x1p53 && value == (long) value) {
      whole(out, value);
    } else if (Math.abs(millionfold) < EXACT && millionfold / MILLION == value) {
      // At most 15 digits that read back as the value: no shorter ones can.
      decimal(out, (long) millionfold);
    } else {
      out.raw(text(value));
    }
  }

  private static void whole(JsonBytes out, double value) {
    if (value == 0 && Double.doubleToRawLongBits(value) != 0) {
      out.raw('-');
    }
    out.whole((long) value);
  }

  private static void decimal(JsonBytes out, long millionfold) {
    long magnitude = Math.abs(millionfold);
    if (millionfold < 0) {
      out.raw('-');
    }
    out.digits(magnitude / 1_000_000, 1);
    long fraction = magnitude % 1_000_000;
    int digits = 6;
    while (fraction % 10 == 0) {
      fraction /= 10;
      digits--;
    }
    out.raw('.');
    out.digits(fraction, digits);
  }

  private static String text(double value) {
    double size = Math.abs(value);
    if (size >= ALIKE_FROM && size < ALIKE_BELOW) {
      return Double.toString(value);
    }
    if (!Double.isFinite(value) || (size >= 1e-6 && size < 1e21)) {
      return FloatText.plain(value);
    }
    return FloatText.scientific(value);
  }

  /// A time in seconds.
  static void time(JsonBytes out, long millis) {
    if (millis < 0) {
      out.raw('-');
    }
    long magnitude = Math.abs(millis);
    out.digits(magnitude / 1000, 1);
    long fraction = magnitude % 1000;
    if (fraction != 0) {
      out.raw('.');
      out.digits(fraction, 3);
    }
  }
}
