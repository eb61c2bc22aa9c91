package dev.firebucket.query.duckdb;

import dev.firebucket.storage.parquet.SamplesSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What to read of the samples files.
///
/// @param files in the order in which later ones win
/// @param metrics metric names of the series; empty for any
/// @param seriesIds of the series; empty for any, what is too much is passed over by the reader
/// @param afterMillis before the first sample
/// @param upToMillis the last sample
public record SampleScan(
    List<Path> files,
    List<String> metrics,
    List<Long> seriesIds,
    long afterMillis,
    long upToMillis) {
  /// Times that DuckDB can hold, in milliseconds.
  private static final long FARTHEST_MILLIS = 9_000_000_000_000_000L;

  public SampleScan {
    files = List.copyOf(files);
    metrics = List.copyOf(metrics);
    seriesIds = List.copyOf(seriesIds);
  }

  /// The statement, giving series id (moved by 2^63 to fit a BIGINT), time in microseconds (which
  /// DuckDB has at hand) and value:
  ///
  /// ```sql
  /// SELECT (series_id::HUGEINT - 9223372036854775808)::BIGINT, epoch_us(ts), value
  /// FROM read_parquet(['a.parquet', 'b.parquet'])
  /// WHERE ts > epoch_ms(…)::TIMESTAMPTZ AND ts <= epoch_ms(…)::TIMESTAMPTZ
  ///   AND metric IN ('up') AND series_id IN (…)
  /// ```
  String sql() {
    List<String> conditions = new ArrayList<>();
    conditions.add(SamplesSchema.TIMESTAMP + " > " + time(afterMillis));
    conditions.add(SamplesSchema.TIMESTAMP + " <= " + time(upToMillis));
    if (!metrics.isEmpty()) {
      conditions.add(
          SamplesSchema.METRIC
              + metrics.stream()
                  .map(SampleScan::text)
                  .collect(Collectors.joining(", ", " IN (", ")")));
    }
    if (!seriesIds.isEmpty()) {
      conditions.add(
          SamplesSchema.SERIES_ID
              + seriesIds.stream()
                  .map(id -> Long.toUnsignedString(id) + "::UBIGINT")
                  .collect(Collectors.joining(", ", " IN (", ")")));
    }
    return "SELECT ("
        + SamplesSchema.SERIES_ID
        + "::HUGEINT - 9223372036854775808)::BIGINT, epoch_us("
        + SamplesSchema.TIMESTAMP
        + "), "
        + SamplesSchema.VALUE
        + "\nFROM read_parquet("
        + files.stream()
            .map(file -> text(file.toString()))
            .collect(Collectors.joining(", ", "[", "]"))
        + ")\nWHERE "
        + String.join("\n  AND ", conditions);
  }

  /// The id of a series as the statement gives it, and back.
  static long moved(long id) {
    return id ^ Long.MIN_VALUE;
  }

  /// The time of a row in milliseconds.
  static long millis(long micros) {
    return Math.floorDiv(micros, 1000L);
  }

  private static String time(long millis) {
    return "epoch_ms(" + Math.clamp(millis, -FARTHEST_MILLIS, FARTHEST_MILLIS) + ")::TIMESTAMPTZ";
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
