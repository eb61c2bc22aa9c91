package dev.firebucket.query.duckdb;

import dev.firebucket.query.shard.IdRange;
import dev.firebucket.query.sql.Literals;
import dev.firebucket.storage.parquet.SamplesFormat;
import dev.firebucket.storage.parquet.SamplesSchema;
import dev.firebucket.storage.parquet.SamplesSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What to read of the samples files.
///
/// @param files in the order in which later ones win
/// @param formats of the files
/// @param metrics metric names of the series; empty for any
/// @param seriesIds of the series; empty for any in the range, what is too much is passed over by
///   the reader
/// @param ids the lowest and the highest of them, so that DuckDB passes over row groups also where
///   they are too many to be named
/// @param afterMillis before the first sample; [#ANY_TIME] for all there are
/// @param upToMillis the last sample
/// @param startTimestamps whether to read since when samples count
public record SampleScan(
    List<Path> files,
    List<SamplesFormat> formats,
    List<String> metrics,
    List<Long> seriesIds,
    IdRange ids,
    long afterMillis,
    long upToMillis,
    boolean startTimestamps) {
  /// Up to this many series or metrics are named to DuckDB, which then passes over row groups.
  public static final int MOST_NAMED = 256;

  /// For scans of whole files.
  public static final long ANY_TIME = Long.MIN_VALUE;

  /// Times that DuckDB can hold, in milliseconds.
  private static final long FARTHEST_MILLIS = 9_000_000_000_000_000L;

  /// What stands for an unknown start timestamp: microseconds at the epoch.
  private static final String UNKNOWN_START = "0";

  public SampleScan {
    files = List.copyOf(files);
    formats = List.copyOf(formats);
    metrics = List.copyOf(metrics);
    seriesIds = List.copyOf(seriesIds);
  }

  /// The statement, giving the file's place in the list, series id (moved by 2^63 to fit a BIGINT),
  /// time in microseconds (which DuckDB has at hand), value, null for a histogram, and whether it
  /// is a stale marker:
  ///
  /// ```sql
  /// SELECT file_index::INTEGER, (series_id::HUGEINT - 9223372036854775808)::BIGINT, epoch_us(ts),
  ///   value, stale
  /// FROM read_parquet(['a.parquet', 'b.parquet'])
  /// WHERE ts > epoch_ms(…)::TIMESTAMPTZ AND ts <= epoch_ms(…)::TIMESTAMPTZ
  ///   AND metric IN ('up') AND series_id IN (…)
  /// ```
  ///
  /// Where ids are too many, `series_id BETWEEN … AND …` stands for them. Where start timestamps
  /// are asked for, a sixth column has them: `coalesce(epoch_us(start_ts), 0)`.
  String sql() {
    return "SELECT file_index::INTEGER, ("
        + SamplesSchema.SERIES_ID
        + "::HUGEINT - 9223372036854775808)::BIGINT, epoch_us("
        + SamplesSchema.TIMESTAMP
        + "), "
        + SamplesSchema.VALUE
        + ", "
        + source().staleSql(SamplesSchema.VALUE)
        + (startTimestamps
            ? ", coalesce(epoch_us(" + SamplesSchema.START_TIMESTAMP + "), " + UNKNOWN_START + ")"
            : "")
        + "\n"
        + from();
  }

  /// The statement that reads the histograms of the same rows, in the same order: a stream of
  /// numbers, for DuckDB hands no lists over. [HistogramStream] makes histograms of them.
  ///
  /// ```sql
  /// SELECT unnest(list_concat(
  ///   [file_index::DOUBLE, (series_id // 4294967296)::DOUBLE, (series_id % 4294967296)::DOUBLE, epoch_ms(ts)::DOUBLE,
  ///     histogram_schema::DOUBLE, …, len(histogram_positive_spans)::DOUBLE, …],
  ///   histogram_positive_spans::DOUBLE[], histogram_positive_buckets, …))
  /// FROM read_parquet(['a.parquet', 'b.parquet'])
  /// WHERE ts > … AND ts <= … AND metric IN ('up') AND series_id IN (…)
  ///   AND value IS NULL
  /// ```
  String histogramSql() {
    return "SELECT "
        + HistogramStream.numbersSql(source().staleSql(SamplesSchema.HISTOGRAM_SUM))
        + "\n"
        + from()
        + "\n  AND "
        + SamplesSchema.VALUE
        + " IS NULL";
  }

  /// The same scan of a few of its series.
  SampleScan of(long[] series) {
    List<Long> ids = Arrays.stream(series).boxed().toList();
    return new SampleScan(
        files,
        formats,
        metrics,
        ids.size() > MOST_NAMED ? seriesIds : ids,
        this.ids,
        afterMillis,
        upToMillis,
        startTimestamps);
  }

  private SamplesSource source() {
    return SamplesSource.of(files, formats);
  }

  private String from() {
    List<String> conditions = new ArrayList<>();
    if (afterMillis != ANY_TIME) {
      conditions.add(SamplesSchema.TIMESTAMP + " > " + time(afterMillis));
      conditions.add(SamplesSchema.TIMESTAMP + " <= " + time(upToMillis));
    }
    if (!metrics.isEmpty()) {
      conditions.add(
          SamplesSchema.METRIC
              + metrics.stream()
                  .map(Literals::text)
                  .collect(Collectors.joining(", ", " IN (", ")")));
    }
    if (!seriesIds.isEmpty()) {
      conditions.add(
          SamplesSchema.SERIES_ID
              + seriesIds.stream()
                  .map(id -> Long.toUnsignedString(id) + "::UBIGINT")
                  .collect(Collectors.joining(", ", " IN (", ")")));
    } else if (!ids.equals(IdRange.ALL)) {
      conditions.add(
          SamplesSchema.SERIES_ID
              + " BETWEEN "
              + Long.toUnsignedString(ids.least())
              + "::UBIGINT AND "
              + Long.toUnsignedString(ids.greatest())
              + "::UBIGINT");
    }
    return "FROM "
        + source().rowsSql()
        + "\nWHERE "
        + (conditions.isEmpty() ? "true" : String.join("\n  AND ", conditions));
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
}
