package dev.firebucket.storage.model;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Prometheus writes them, in configuration and in PromQL: `1h30m`, `15s`, `500ms`,
/// `0` (`model/time.go` of prometheus/common).
///
/// A year is 365 days, a week 7, a day 24 hours; units come from large to small, each at most once.
public final class PrometheusDuration {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<y>[0-9]+)y)?(?:(?<w>[0-9]+)w)?(?:(?<d>[0-9]+)d)?(?:(?<h>[0-9]+)h)?"
              + "(?:(?<m>[0-9]+)m)?(?:(?<s>[0-9]+)s)?(?:(?<ms>[0-9]+)ms)?");

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
  /// @throws IllegalArgumentException with Prometheus' own words when the text is empty, of another
  ///   form, or longer than about 292 years
  public static Duration parse(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("empty duration string");
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a valid duration string: \"" + text + "\"");
    }
    try {
      long millis = 0;
      for (Unit unit : Unit.values()) {
        String count = matcher.group(unit.suffix);
        if (count != null) {
          millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(count), unit.millis));
        }
      }
      if (millis > MAX_MILLIS) {
        throw new IllegalArgumentException("duration out of range");
      }
      return Duration.ofMillis(millis);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("duration out of range", e);
    }
  }

  /// Writes a duration in the shortest form that [#parse] reads back; `0s` for none. Weeks and
  /// years stand only for whole ones: 8 days are `8d`.
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
