package dev.firebucket.query.kernel;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// `year`, `month`, `hour` and the like: parts of a time in UTC, given in seconds since 1970.
final class Calendar {
  private static final long FARTHEST_SECONDS = LocalDateTime.MAX.toEpochSecond(ZoneOffset.UTC);

  private Calendar() {}

  static double part(ElementFunction function, double seconds) {
    LocalDateTime time = timeOf(seconds);
    return switch (function) {
      case YEAR -> time.getYear();
      case MONTH -> time.getMonthValue();
      case DAY_OF_MONTH -> time.getDayOfMonth();
      case DAY_OF_WEEK ->
          time.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : time.getDayOfWeek().getValue();
      case DAY_OF_YEAR -> time.getDayOfYear();
      case DAYS_IN_MONTH -> time.toLocalDate().lengthOfMonth();
      case HOUR -> time.getHour();
      case MINUTE -> time.getMinute();
      default -> throw new IllegalArgumentException("no part of a time: " + function);
    };
  }

  private static LocalDateTime timeOf(double seconds) {
    long whole = Double.isNaN(seconds) ? -FARTHEST_SECONDS : (long) seconds;
    long bounded = Math.clamp(whole, -FARTHEST_SECONDS, FARTHEST_SECONDS);
    return LocalDateTime.ofEpochSecond(bounded, 0, ZoneOffset.UTC);
  }
}
