package dev.firebucket.storage.sql;

import dev.firebucket.storage.model.SampleBatch;
import java.time.Instant;

/// The samples that views show: `fromMillis <= ts <= toMillis`.
///
/// @param fromMillis [Long#MIN_VALUE] for no limit
/// @param toMillis [Long#MAX_VALUE] for no limit
public record TimeRange(long fromMillis, long toMillis) {
  /// Every sample.
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  boolean isAll() {
    return equals(ALL);
  }

  /// A WHERE of its own line, empty for all.
  String whereSql() {
    if (isAll()) {
      return "";
    }
    String from = fromMillis == Long.MIN_VALUE ? "" : "ts >= " + timeSql(fromMillis);
    String to = toMillis == Long.MAX_VALUE ? "" : "ts <= " + timeSql(toMillis);
    return "\nWHERE " + from + (from.isEmpty() || to.isEmpty() ? "" : " AND ") + to;
  }

  private static String timeSql(long millis) {
    long storable =
        Math.clamp(
            millis, SampleBatch.MINIMUM_TIMESTAMP_MILLIS, SampleBatch.MAXIMUM_TIMESTAMP_MILLIS);
    return "TIMESTAMPTZ '" + Instant.ofEpochMilli(storable) + "'";
  }
}
