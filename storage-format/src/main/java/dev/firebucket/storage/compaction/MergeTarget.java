package dev.firebucket.storage.compaction;

import java.time.LocalDate;
import java.time.ZoneOffset;

/// What a merge writes.
///
/// @param day whose samples, in UTC
/// @param level of zstd
/// @param fileBytes begin another file after this size, between two series
record MergeTarget(LocalDate day, int level, long fileBytes) {
  /// The first millisecond of the day.
  long fromMillis() {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  /// The first millisecond after the day.
  long toMillis() {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
