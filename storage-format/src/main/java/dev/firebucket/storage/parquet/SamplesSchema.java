package dev.firebucket.storage.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/// The columns of every samples file, fresh or compacted, sorted by `(metric, series_id, ts)`.
///
/// | column | type in SQL | what |
/// |---|---|---|
/// | `metric` | VARCHAR | metric name, empty for none |
/// | `labels` | VARCHAR | canonical JSON of the other labels: `labels->>'job'` |
/// | `series_id` | UBIGINT | XXH64 of both |
/// | `ts` | TIMESTAMPTZ | time of the sample, milliseconds |
/// | `value` | DOUBLE, null for a histogram | value; a stale marker is a NaN with bits of its own |
/// | `start_ts` | TIMESTAMPTZ, null when unknown | since when a counter counts |
/// | `histogram_schema` | INTEGER, null for a float | resolution: -4..8, -53 for custom buckets |
/// | `histogram_zero_threshold`, `_zero_count`, `_count`, `_sum` | DOUBLE | as named |
/// | `histogram_positive_spans`, `_negative_spans` | INTEGER[] | offset, length, offset, length, … |
/// | `histogram_positive_buckets`, `_negative_buckets` | DOUBLE[] | absolute counts |
/// | `histogram_custom_bounds` | DOUBLE[] | upper bounds of custom buckets |
/// | `histogram_reset_hint` | INTEGER | 0 unknown, 1 reset, 2 no reset, 3 gauge |
///
/// A stale marker in DuckDB's SQL, where all NaNs are equal: `value::BIT =
/// 9218868437227405314::BIT`, see [#STALE_MARKER_SQL].
public final class SamplesSchema {
  public static final String METRIC = "metric";
  public static final String LABELS = "labels";
  public static final String SERIES_ID = "series_id";
  public static final String TIMESTAMP = "ts";
  public static final String VALUE = "value";
  public static final String START_TIMESTAMP = "start_ts";
  public static final String HISTOGRAM_SCHEMA = "histogram_schema";
  public static final String HISTOGRAM_ZERO_THRESHOLD = "histogram_zero_threshold";
  public static final String HISTOGRAM_ZERO_COUNT = "histogram_zero_count";
  public static final String HISTOGRAM_COUNT = "histogram_count";
  public static final String HISTOGRAM_SUM = "histogram_sum";
  public static final String HISTOGRAM_POSITIVE_SPANS = "histogram_positive_spans";
  public static final String HISTOGRAM_POSITIVE_BUCKETS = "histogram_positive_buckets";
  public static final String HISTOGRAM_NEGATIVE_SPANS = "histogram_negative_spans";
  public static final String HISTOGRAM_NEGATIVE_BUCKETS = "histogram_negative_buckets";
  public static final String HISTOGRAM_CUSTOM_BOUNDS = "histogram_custom_bounds";
  public static final String HISTOGRAM_RESET_HINT = "histogram_reset_hint";

  /// A condition of DuckDB's SQL that is true for stale markers and no other value.
  public static final String STALE_MARKER_SQL = "value::BIT = 9218868437227405314::UBIGINT::BIT";

  /// Rows of a row group: measured best for size and for reading one series.
  public static final int ROW_GROUP_ROWS = 122_880;

  /// The columns that a float sample leaves null, in their order in the file.
  static final MessageType HISTOGRAM =
      new MessageType(
          "samples",
          optional(INT32, HISTOGRAM_SCHEMA),
          optional(DOUBLE, HISTOGRAM_ZERO_THRESHOLD),
          optional(DOUBLE, HISTOGRAM_ZERO_COUNT),
          optional(DOUBLE, HISTOGRAM_COUNT),
          optional(DOUBLE, HISTOGRAM_SUM),
          list(INT32, HISTOGRAM_POSITIVE_SPANS),
          list(DOUBLE, HISTOGRAM_POSITIVE_BUCKETS),
          list(INT32, HISTOGRAM_NEGATIVE_SPANS),
          list(DOUBLE, HISTOGRAM_NEGATIVE_BUCKETS),
          list(DOUBLE, HISTOGRAM_CUSTOM_BOUNDS),
          optional(INT32, HISTOGRAM_RESET_HINT));

  /// The schema of the whole file.
  public static final MessageType SCHEMA =
      new MessageType(
              "samples",
              Types.required(BINARY).as(stringType()).named(METRIC),
              Types.required(BINARY).as(stringType()).named(LABELS),
              Types.required(INT64).as(intType(64, false)).named(SERIES_ID),
              timestamp(TIMESTAMP, Type.Repetition.REQUIRED),
              optional(DOUBLE, VALUE),
              timestamp(START_TIMESTAMP, Type.Repetition.OPTIONAL))
          .union(HISTOGRAM);

  private SamplesSchema() {}

  /// The columns that most samples leave null, start timestamp and histogram, as expressions of
  /// DuckDB's SQL that are null and of their type, in order: for statements that know that there is
  /// nothing in them.
  public static List<String> nullExpressions() {
    return SCHEMA.getFields().stream()
        .skip(SCHEMA.getFieldIndex(START_TIMESTAMP))
        .map(column -> "NULL::" + sqlType(column) + " AS " + column.getName())
        .toList();
  }

  private static String sqlType(Type column) {
    if (!column.isPrimitive()) {
      return sqlType(column.asGroupType().getType(0).asGroupType().getType(0)) + "[]";
    }
    return switch (column.asPrimitiveType().getPrimitiveTypeName()) {
      case INT64 -> "TIMESTAMP_MS";
      case INT32 -> "INTEGER";
      default -> "DOUBLE";
    };
  }

  private static Type timestamp(String name, Type.Repetition repetition) {
    return Types.primitive(INT64, repetition).as(timestampType(true, TimeUnit.MILLIS)).named(name);
  }

  private static Type optional(PrimitiveTypeName type, String name) {
    return Types.optional(type).named(name);
  }

  private static Type list(PrimitiveTypeName type, String name) {
    return Types.optionalList().requiredElement(type).named(name);
  }
}
