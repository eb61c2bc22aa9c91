package dev.firebucket.go.time;

import java.util.Locale;

/// Durations as Go prints them (`time.Duration.String`).
///
/// Source: <https://pkg.go.dev/time#Duration.String>.
public final class DurationText {
  private static final long MICROSECOND = 1_000;
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private DurationText() {}

  /// A duration in nanoseconds: `1h2m3.5s`, `250ms`, `0s`.
  public static String of(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    long rest = Math.abs(nanos);
    if (rest == Long.MIN_VALUE) {
      return "-2562047h47m16.854775808s";
    }
    if (rest < SECOND) {
      return sign + small(rest);
    }
    StringBuilder text = new StringBuilder(sign);
    if (rest >= HOUR) {
      text.append(rest / HOUR).append('h');
    }
    if (rest >= MINUTE) {
      text.append(rest % HOUR / MINUTE).append('m');
    }
    return text.append(decimal(rest % MINUTE, SECOND)).append('s').toString();
  }

  private static String small(long nanos) {
    if (nanos < MICROSECOND) {
      return nanos + "ns";
    }
    return nanos < MILLISECOND
        ? decimal(nanos, MICROSECOND) + "µs"
        : decimal(nanos, MILLISECOND) + "ms";
  }

  private static String decimal(long nanos, long unit) {
    long fraction = nanos % unit;
    if (fraction == 0) {
      return String.valueOf(nanos / unit);
    }
    int digits = String.valueOf(unit).length() - 1;
    String decimals = String.format(Locale.ROOT, "%0" + digits + "d", fraction);
    return nanos / unit + "." + decimals.replaceAll("0+$", "");
  }
}
