package dev.firebucket.local.command;

import dev.firebucket.storage.sql.TimeRange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which samples of the store are meant, by their time.
final class TimeRangeOptions {
  @Option(
      names = "--start",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Only samples from this time on: fewer objects are fetched from a bucket.")
  private @Nullable Long startMillis;

  @Option(
      names = "--end",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Only samples up to this time.")
  private @Nullable Long endMillis;

  TimeRange range() {
    return new TimeRange(
        startMillis == null ? Long.MIN_VALUE : startMillis,
        endMillis == null ? Long.MAX_VALUE : endMillis);
  }
}
