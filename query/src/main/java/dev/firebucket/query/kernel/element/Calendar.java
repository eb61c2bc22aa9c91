package dev.firebucket.query.kernel.element;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// `year`, `month`, `hour` and the like: parts of a time in UTC, given in seconds since 1970.
final class Calendar {
  /// The calendar repeats after 400 years: so years beyond those of `java.time` are reckoned too.
  private static final long CYCLE_YEARS = 400;

  private static final long CYCLE_SECONDS = 146_097L * 24 * 60 * 60;

  private Calendar() {}

  static double year(double seconds) {
    long cycles = Math.floorDiv(whole(seconds), CYCLE_SECONDS);
    return inFirstCycle(seconds).getYear() + cycles * CYCLE_YEARS;
  }

  static double month(double seconds) {
    return inFirstCycle(seconds).getMonthValue();
  }

  static double dayOfMonth(double seconds) {
    return inFirstCycle(seconds).getDayOfMonth();
  }

  /// From 0 for Sunday.
  static double dayOfWeek(double seconds) {
    DayOfWeek day = inFirstCycle(seconds).getDayOfWeek();
    return day == DayOfWeek.SUNDAY ? 0 : day.getValue();
  }

  static double dayOfYear(double seconds) {
    return inFirstCycle(seconds).getDayOfYear();
  }

  static double daysInMonth(double seconds) {
    return inFirstCycle(seconds).toLocalDate().lengthOfMonth();
  }

  static double hour(double seconds) {
    return inFirstCycle(seconds).getHour();
  }

  static double minute(double seconds) {
    return inFirstCycle(seconds).getMinute();
  }

  private static LocalDateTime inFirstCycle(double seconds) {
    long rest = Math.floorMod(whole(seconds), CYCLE_SECONDS);
    return LocalDateTime.ofEpochSecond(rest, 0, ZoneOffset.UTC);
  }

  /// What no long holds is the last second of all, as Go's conversion has it.
  private static long whole(double seconds) {
    return seconds >= -0x1p63 && seconds < 0x1p63 ? (long) seconds : Long.MAX_VALUE;
  }
}
