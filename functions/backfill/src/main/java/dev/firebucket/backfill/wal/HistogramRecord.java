package dev.firebucket.backfill.wal;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A native histogram as the log writes it.
final class HistogramRecord {
  private HistogramRecord() {}

  /// @param whole whether counts are whole numbers, and each bucket its difference from the one
  ///   before
  static FloatHistogram read(RecordCursor in, boolean whole) throws IOException {
    int hint = in.int8();
    int schema = (int) in.varint();
    double zeroThreshold = in.float64();
    double zeroCount = whole ? in.uvarint() : in.float64();
    double count = whole ? in.uvarint() : in.float64();
    double sum = in.float64();
    List<Span> positive = spans(in);
    List<Span> negative = spans(in);
    double[] positiveBuckets = buckets(in, whole);
    double[] negativeBuckets = buckets(in, whole);
    double[] bounds = schema == FloatHistogram.CUSTOM_BUCKETS ? buckets(in, false) : new double[0];
    try {
      return new FloatHistogram(
          schema,
          zeroThreshold,
          zeroCount,
          count,
          sum,
          positive,
          positiveBuckets,
          negative,
          negativeBuckets,
          bounds,
          hint == ResetHint.GAUGE.code() ? ResetHint.GAUGE : ResetHint.UNKNOWN);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static List<Span> spans(RecordCursor in) throws IOException {
    int count = in.count();
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int offset = (int) in.varint();
      spans.add(new Span(offset, (int) in.uvarint()));
    }
    return spans;
  }

  private static double[] buckets(RecordCursor in, boolean whole) throws IOException {
    double[] buckets = new double[in.count()];
    long current = 0;
    for (int i = 0; i < buckets.length; i++) {
      if (whole) {
        current += in.varint();
        buckets[i] = current;
      } else {
        buckets[i] = in.float64();
      }
    }
    return buckets;
  }
}
