package dev.firebucket.query.duckdb;

import dev.firebucket.query.histogram.WorkingHistogram;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.parquet.SamplesSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes histograms of the stream of numbers that [SampleScan#histogramSql] gives: for each its
/// file, series, time, single numbers and lengths of lists, then the lists one after another.
///
/// Not for use by several threads.
final class HistogramStream {
  private static final List<String> SINGLE =
      List.of(
          "file_index",
          SamplesSchema.SERIES_ID + " // 4294967296",
          SamplesSchema.SERIES_ID + " % 4294967296",
          "epoch_ms(" + SamplesSchema.TIMESTAMP + ")",
          SamplesSchema.HISTOGRAM_SCHEMA,
          SamplesSchema.HISTOGRAM_ZERO_THRESHOLD,
          SamplesSchema.HISTOGRAM_ZERO_COUNT,
          SamplesSchema.HISTOGRAM_COUNT,
          SamplesSchema.HISTOGRAM_SUM,
          SamplesSchema.HISTOGRAM_RESET_HINT);

  /// Where the number stands that says whether it is a stale marker: after the single columns.
  private static final int STALE = SINGLE.size();

  private static final List<String> LISTS =
      List.of(
          SamplesSchema.HISTOGRAM_POSITIVE_SPANS,
          SamplesSchema.HISTOGRAM_POSITIVE_BUCKETS,
          SamplesSchema.HISTOGRAM_NEGATIVE_SPANS,
          SamplesSchema.HISTOGRAM_NEGATIVE_BUCKETS,
          SamplesSchema.HISTOGRAM_CUSTOM_BOUNDS);
  private static final int FINEST_SCHEMA = 8;
  private static final int FIRST_LENGTH = STALE + 1;
  private static final int HEAD = FIRST_LENGTH + LISTS.size();

  private final Consumer consumer;
  private double[] numbers = new double[256];
  private int size;
  private int expected = HEAD;

  /// Takes histograms.
  @FunctionalInterface
  interface Consumer {
    /// @param file its place in the scan's list
    void accept(int file, long seriesId, long timeMillis, FloatHistogram histogram);
  }

  HistogramStream(Consumer consumer) {
    this.consumer = consumer;
  }

  /// SQL of the numbers of one row.
  ///
  /// @param stale whether it is a stale marker, in SQL
  static String numbersSql(String stale) {
    Stream<String> lengths = LISTS.stream().map(list -> "coalesce(len(" + list + "), 0)");
    Stream<String> flag = Stream.of("coalesce(" + stale + ", false)");
    return Stream.of(SINGLE.stream(), flag, lengths)
            .flatMap(numbers -> numbers)
            .map(number -> "(" + number + ")::DOUBLE")
            .collect(Collectors.joining(", ", "unnest(list_concat([", "], "))
        + LISTS.stream()
            .map(list -> list + "::DOUBLE[]")
            .collect(Collectors.joining(", ", "", "))"));
  }

  /// Takes the next number.
  void accept(double number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size++] = number;
    if (size == HEAD) {
      for (int i = FIRST_LENGTH; i < HEAD; i++) {
        expected += (int) numbers[i];
      }
    }
    if (size == expected) {
      emit();
      size = 0;
      expected = HEAD;
    }
  }

  private void emit() {
    long series = (long) numbers[1] << 32 | (long) numbers[2];
    int at = HEAD;
    double[][] lists = new double[LISTS.size()][];
    for (int i = 0; i < lists.length; i++) {
      int length = (int) numbers[FIRST_LENGTH + i];
      lists[i] = Arrays.copyOfRange(numbers, at, at + length);
      at += length;
    }
    FloatHistogram histogram =
        new FloatHistogram(
            (int) numbers[4],
            numbers[5],
            numbers[6],
            numbers[7],
            ScannedValue.of(numbers[8], numbers[STALE] != 0),
            spans(lists[0]),
            lists[1],
            spans(lists[2]),
            lists[3],
            lists[4],
            ResetHint.of((int) numbers[9]));
    consumer.accept((int) numbers[0], series, (long) numbers[3], coarseEnough(histogram));
  }

  /// Writers may be finer than what Prometheus reckons with: that is made coarser when it is read.
  private static FloatHistogram coarseEnough(FloatHistogram histogram) {
    return histogram.schema() <= FINEST_SCHEMA
        ? histogram
        : WorkingHistogram.of(histogram)
            .coarsened(FINEST_SCHEMA)
            .withHint(histogram.resetHint())
            .finish();
  }

  private static List<Span> spans(double[] pairs) {
    List<Span> spans = new ArrayList<>(pairs.length / 2);
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      spans.add(new Span((int) pairs[i], (int) pairs[i + 1]));
    }
    return spans;
  }
}
