package dev.firebucket.infra;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.logs.RetentionDays;

/// The retention times that CloudWatch Logs offers, in days.
///
/// Source:
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>
final class LogRetention {
  private static final Map<Integer, RetentionDays> BY_DAYS =
      new TreeMap<>(
          Map.of(
              1, RetentionDays.ONE_DAY,
              3, RetentionDays.THREE_DAYS,
              7, RetentionDays.ONE_WEEK,
              14, RetentionDays.TWO_WEEKS,
              30, RetentionDays.ONE_MONTH,
              60, RetentionDays.TWO_MONTHS,
              90, RetentionDays.THREE_MONTHS,
              180, RetentionDays.SIX_MONTHS,
              365, RetentionDays.ONE_YEAR));

  private LogRetention() {}

  static boolean isAllowed(int days) {
    return BY_DAYS.containsKey(days);
  }

  static String allowedDays() {
    return BY_DAYS.keySet().toString();
  }

  static RetentionDays of(int days) {
    RetentionDays retention = BY_DAYS.get(days);
    if (retention == null) {
      throw new IllegalArgumentException(
          "no log retention of %d days, use one of %s".formatted(days, allowedDays()));
    }
    return retention;
  }
}
