package dev.firebucket.storage.sql;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.StaleMarker;
import dev.firebucket.storage.parquet.SamplesSchema;
import java.io.IOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A native histogram as the columns of a samples file, read over JDBC.
public final class HistogramRow {
  private static final List<String> COLUMNS =
      List.of(
          SamplesSchema.HISTOGRAM_SCHEMA,
          SamplesSchema.HISTOGRAM_ZERO_THRESHOLD,
          SamplesSchema.HISTOGRAM_ZERO_COUNT,
          SamplesSchema.HISTOGRAM_COUNT,
          SamplesSchema.HISTOGRAM_SUM,
          SamplesSchema.HISTOGRAM_POSITIVE_SPANS,
          SamplesSchema.HISTOGRAM_POSITIVE_BUCKETS,
          SamplesSchema.HISTOGRAM_NEGATIVE_SPANS,
          SamplesSchema.HISTOGRAM_NEGATIVE_BUCKETS,
          SamplesSchema.HISTOGRAM_CUSTOM_BOUNDS,
          SamplesSchema.HISTOGRAM_RESET_HINT);

  private static final double[] NONE = {};

  private HistogramRow() {}

  /// The columns to select, in the order in which [#read] takes them.
  public static String columnsSql() {
    return String.join(", ", COLUMNS);
  }

  /// @param first number of the first of the columns in the row
  /// @param stale whether the row is a stale marker, however its sum came through the engine
  /// @throws IOException when the columns are no histogram
  public static FloatHistogram read(ResultSet row, int first, boolean stale)
      throws SQLException, IOException {
    try {
      return new FloatHistogram(
          row.getInt(first),
          row.getDouble(first + 1),
          row.getDouble(first + 2),
          row.getDouble(first + 3),
          stale ? StaleMarker.VALUE : row.getDouble(first + 4),
          spans(row.getArray(first + 5)),
          doubles(row.getArray(first + 6)),
          spans(row.getArray(first + 7)),
          doubles(row.getArray(first + 8)),
          doubles(row.getArray(first + 9)),
          ResetHint.of(row.getInt(first + 10)));
    } catch (IllegalArgumentException e) {
      throw new IOException("a row is no native histogram: " + e.getMessage(), e);
    }
  }

  private static List<Span> spans(@Nullable Array pairs) throws SQLException {
    double[] numbers = doubles(pairs);
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i + 1 < numbers.length; i += 2) {
      spans.add(new Span((int) numbers[i], (int) numbers[i + 1]));
    }
    return spans;
  }

  private static double[] doubles(@Nullable Array array) throws SQLException {
    if (array == null) {
      return NONE;
    }
    Object[] elements = (Object[]) array.getArray();
    double[] numbers = new double[elements.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = ((Number) elements[i]).doubleValue();
    }
    return numbers;
  }
}
