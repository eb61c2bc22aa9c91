package dev.firebucket.go.time;

import java.math.BigInteger;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations in Prometheus' syntax, in configuration and in PromQL: `1h30m`, `15s`, `500ms`, `0`
/// (`model/time.go` of prometheus/common).
///
/// A year is 365 days, a week 7, a day 24 hours; units come from large to small, each at most once.
public final class PrometheusDuration {
  private static final Pattern PART = Pattern.compile("(?<count>[0-9]+)(?<unit>[^0-9]+)");

  private enum Unit {
    YEAR("y", 365L * 86_400_000, true),
    WEEK("w", 7L * 86_400_000, true),
    DAY("d", 86_400_000, false),
    HOUR("h", 3_600_000, false),
    MINUTE("m", 60_000, false),
    SECOND("s", 1_000, false),
    MILLISECOND("ms", 1, false);

    final String suffix;
    final long millis;
    final boolean onlyWhole;

    Unit(String suffix, long millis, boolean onlyWhole) {
      this.suffix = suffix;
      this.millis = millis;
      this.onlyWhole = onlyWhole;
    }
  }

  /// The longest duration that Prometheus can hold: 63 bits of nanoseconds.
  private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

  private PrometheusDuration() {}

  /// Reads a duration.
  ///
  /// @throws IllegalArgumentException with Prometheus' error text when the text is empty, malformed
  ///   or longer than about 292 years
  public static Duration parse(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("empty duration string");
    }
    Matcher parts = PART.matcher(text);
    long millis = 0;
    Unit last = null;
    while (parts.regionStart() < text.length()) {
      if (!parts.lookingAt()) {
        throw malformed(text);
      }
      Unit unit = unit(parts.group("unit"), text);
      if (last != null && unit.compareTo(last) <= 0) {
        throw malformed(text);
      }
      last = unit;
      millis = sum(millis, parts.group("count"), unit, text);
      parts.region(parts.end(), text.length());
    }
    return Duration.ofMillis(millis);
  }

  private static Unit unit(String suffix, String text) {
    for (Unit unit : Unit.values()) {
      if (unit.suffix.equals(suffix)) {
        return unit;
      }
    }
    throw new IllegalArgumentException(
        "unknown unit \"" + suffix + "\" in duration \"" + text + "\"");
  }

  private static long sum(long millis, String count, Unit unit, String text) {
    if (new BigInteger(count).bitLength() > Long.SIZE) {
      throw malformed(text);
    }
    BigInteger total =
        new BigInteger(count)
            .multiply(BigInteger.valueOf(unit.millis))
            .add(BigInteger.valueOf(millis));
    if (total.compareTo(BigInteger.valueOf(MAX_MILLIS)) > 0) {
      throw new IllegalArgumentException("duration out of range");
    }
    return total.longValue();
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException("not a valid duration string: \"" + text + "\"");
  }

  /// Writes a duration in the shortest form that [#parse] reads back; `0s` for zero. Weeks and
  /// years are used only for whole ones: 8 days are `8d`.
  ///
  /// @param duration not negative; parts below a millisecond are left out
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    for (Unit unit : Unit.values()) {
      if (unit.onlyWhole && millis % unit.millis != 0) {
        continue;
      }
      long count = millis / unit.millis;
      if (count > 0) {
        text.append(count).append(unit.suffix);
        millis -= count * unit.millis;
      }
    }
    return text.toString();
  }
}
