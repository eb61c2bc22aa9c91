package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.jspecify.annotations.Nullable;

/// Reads the columns of native histograms row by row.
final class HistogramReader {
  private final Map<String, ColumnReader> columns;

  /// @param store of the columns of [SamplesSchema#HISTOGRAM]
  HistogramReader(ColumnReadStoreImpl store, List<ColumnDescriptor> all) {
    columns =
        all.stream().collect(Collectors.toMap(one -> one.getPath()[0], store::getColumnReader));
  }

  /// The histograms of the next rows, null where a row is a float.
  @Nullable FloatHistogram[] read(int rows) {
    @Nullable FloatHistogram[] histograms = new FloatHistogram[rows];
    for (int row = 0; row < rows; row++) {
      histograms[row] = next();
    }
    return histograms;
  }

  private @Nullable FloatHistogram next() {
    ColumnReader schema = column(SamplesSchema.HISTOGRAM_SCHEMA);
    boolean present = isPresent(schema);
    int resolution = present ? schema.getInteger() : 0;
    schema.consume();
    double zeroThreshold = number(SamplesSchema.HISTOGRAM_ZERO_THRESHOLD);
    double zeroCount = number(SamplesSchema.HISTOGRAM_ZERO_COUNT);
    double count = number(SamplesSchema.HISTOGRAM_COUNT);
    double sum = number(SamplesSchema.HISTOGRAM_SUM);
    double[] positiveSpans =
        numbers(SamplesSchema.HISTOGRAM_POSITIVE_SPANS, ColumnReader::getInteger);
    double[] positive = numbers(SamplesSchema.HISTOGRAM_POSITIVE_BUCKETS, ColumnReader::getDouble);
    double[] negativeSpans =
        numbers(SamplesSchema.HISTOGRAM_NEGATIVE_SPANS, ColumnReader::getInteger);
    double[] negative = numbers(SamplesSchema.HISTOGRAM_NEGATIVE_BUCKETS, ColumnReader::getDouble);
    double[] bounds = numbers(SamplesSchema.HISTOGRAM_CUSTOM_BOUNDS, ColumnReader::getDouble);
    ColumnReader hint = column(SamplesSchema.HISTOGRAM_RESET_HINT);
    int code = isPresent(hint) ? hint.getInteger() : 0;
    hint.consume();
    return present
        ? new FloatHistogram(
            resolution,
            zeroThreshold,
            zeroCount,
            count,
            sum,
            spans(positiveSpans),
            positive,
            spans(negativeSpans),
            negative,
            bounds,
            ResetHint.of(code))
        : null;
  }

  private ColumnReader column(String name) {
    ColumnReader column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException("no column '" + name + "' is read");
    }
    return column;
  }

  private static boolean isPresent(ColumnReader column) {
    return column.getCurrentDefinitionLevel() == column.getDescriptor().getMaxDefinitionLevel();
  }

  private double number(String name) {
    ColumnReader column = column(name);
    double number = isPresent(column) ? column.getDouble() : 0;
    column.consume();
    return number;
  }

  /// The elements of a list; 32-bit integers are exact as doubles.
  private double[] numbers(String name, ToDoubleFunction<ColumnReader> element) {
    ColumnReader column = column(name);
    double[] numbers = new double[4];
    int count = 0;
    do {
      if (isPresent(column)) {
        if (count == numbers.length) {
          numbers = Arrays.copyOf(numbers, count * 2);
        }
        numbers[count++] = element.applyAsDouble(column);
      }
      column.consume();
    } while (column.getCurrentRepetitionLevel() > 0);
    return Arrays.copyOf(numbers, count);
  }

  private static List<Span> spans(double[] pairs) {
    List<Span> spans = new ArrayList<>(pairs.length / 2);
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      spans.add(new Span((int) pairs[i], (int) pairs[i + 1]));
    }
    return spans;
  }
}
