package dev.firebucket.storage.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.firebucket.storage.model.StaleMarker;
import java.util.List;
import java.util.stream.Stream;
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
/// | `value` | DOUBLE, null for a histogram | value; NaN for a stale marker |
/// | `stale` | BOOLEAN | true for a stale marker, float or histogram; null for any other sample |
/// | `start_ts` | TIMESTAMPTZ, null when unknown | when a counter started counting |
/// | `histogram_schema` | INTEGER, null for a float | resolution: -4..8, -53 for custom buckets |
/// | `histogram_zero_threshold`, `_zero_count`, `_count`, `_sum` | DOUBLE | as named |
/// | `histogram_positive_spans`, `_negative_spans` | INTEGER[] | offset, length, offset, length, … |
/// | `histogram_positive_buckets`, `_negative_buckets` | DOUBLE[] | absolute counts |
/// | `histogram_custom_bounds` | DOUBLE[] | upper bounds of custom buckets |
/// | `histogram_reset_hint` | INTEGER | 0 unknown, 1 reset, 2 no reset, 3 gauge |
///
/// Each column has a field id, its place in this list from 1 on; elements of lists have theirs from
/// 101 on. Only `stale` says what is a stale marker: engines replace one NaN by another.
public final class SamplesSchema {
  public static final String METRIC = "metric";
  public static final String LABELS = "labels";
  public static final String SERIES_ID = "series_id";
  public static final String TIMESTAMP = "ts";
  public static final String VALUE = "value";
  public static final String STALE = "stale";
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

  /// Elements of lists have the field id of their column and this.
  private static final int ELEMENT_IDS = 100;

  /// Rows of a row group: measured best for size and for reading one series.
  public static final int ROW_GROUP_ROWS = 122_880;

  /// The columns that a float sample leaves null, in their order in the file.
  static final MessageType HISTOGRAM =
      new MessageType(
          "samples",
          optional(INT32, HISTOGRAM_SCHEMA, 8),
          optional(DOUBLE, HISTOGRAM_ZERO_THRESHOLD, 9),
          optional(DOUBLE, HISTOGRAM_ZERO_COUNT, 10),
          optional(DOUBLE, HISTOGRAM_COUNT, 11),
          optional(DOUBLE, HISTOGRAM_SUM, 12),
          list(INT32, HISTOGRAM_POSITIVE_SPANS, 13),
          list(DOUBLE, HISTOGRAM_POSITIVE_BUCKETS, 14),
          list(INT32, HISTOGRAM_NEGATIVE_SPANS, 15),
          list(DOUBLE, HISTOGRAM_NEGATIVE_BUCKETS, 16),
          list(DOUBLE, HISTOGRAM_CUSTOM_BOUNDS, 17),
          optional(INT32, HISTOGRAM_RESET_HINT, 18));

  /// The schema of the whole file.
  public static final MessageType SCHEMA =
      new MessageType(
              "samples",
              Types.required(BINARY).as(stringType()).id(1).named(METRIC),
              Types.required(BINARY).as(stringType()).id(2).named(LABELS),
              Types.required(INT64).as(intType(64, false)).id(3).named(SERIES_ID),
              timestamp(TIMESTAMP, Type.Repetition.REQUIRED, 4),
              optional(DOUBLE, VALUE, 5),
              optional(BOOLEAN, STALE, 6),
              timestamp(START_TIMESTAMP, Type.Repetition.OPTIONAL, 7))
          .union(HISTOGRAM);

  private SamplesSchema() {}

  /// The columns that most samples leave null, start timestamp and histogram, in order.
  public static List<String> sparseColumns() {
    return sparse().map(Type::getName).toList();
  }

  /// The sparse columns as expressions of DuckDB's SQL that are null and of their type, in order:
  /// for statements that know that there is nothing in them.
  public static List<String> nullExpressions() {
    return sparse().map(column -> "NULL::" + sqlType(column) + " AS " + column.getName()).toList();
  }

  private static Stream<Type> sparse() {
    return SCHEMA.getFields().stream().skip(SCHEMA.getFieldIndex(START_TIMESTAMP));
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

  /// A condition of DuckDB's SQL that is true where a column has the bits of a stale marker: for
  /// files without the column `stale`, of which they are all that is known.
  static String staleMarkerSql(String column) {
    return column + "::BIT = " + Long.toUnsignedString(StaleMarker.BITS) + "::UBIGINT::BIT";
  }

  private static Type timestamp(String name, Type.Repetition repetition, int id) {
    return Types.primitive(INT64, repetition)
        .as(timestampType(true, TimeUnit.MILLIS))
        .id(id)
        .named(name);
  }

  private static Type optional(PrimitiveTypeName type, String name, int id) {
    return Types.optional(type).id(id).named(name);
  }

  private static Type list(PrimitiveTypeName type, String name, int id) {
    Type element = Types.required(type).id(ELEMENT_IDS + id).named("element");
    return Types.optionalList().element(element).id(id).named(name);
  }
}
