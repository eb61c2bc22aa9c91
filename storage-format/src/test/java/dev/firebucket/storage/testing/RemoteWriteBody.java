package dev.firebucket.storage.testing;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Samples as remote write 1.0 sends them: protobuf in snappy.
public final class RemoteWriteBody {
  private static final int VARINT = 0;
  private static final int FIXED = 1;
  private static final int BYTES = 2;

  private RemoteWriteBody() {}

  /// The body of a request that holds every sample of a batch.
  public static byte[] of(SampleBatch batch) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    for (SampleBatch.Series series : batch.series()) {
      timeSeries(request, series, 0, series.size());
    }
    return snappy(request.toByteArray());
  }

  /// The end of the samples from an index on that are all floats, or all histograms.
  public static int endOfKind(SampleBatch.Series series, int from) {
    int to = from;
    while (to < series.size()
        && (series.histogram(to) == null) == (series.histogram(from) == null)) {
      to++;
    }
    return to;
  }

  /// Adds samples of one series to a request.
  public static void timeSeries(
      ByteArrayOutputStream request, SampleBatch.Series series, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LabelSet labels = series.labels();
    labels.forEach(
        (name, value) -> {
          ByteArrayOutputStream label = new ByteArrayOutputStream();
          field(label, 1, name.getBytes(StandardCharsets.UTF_8));
          field(label, 2, value.getBytes(StandardCharsets.UTF_8));
          field(out, 1, label.toByteArray());
        });
    for (int i = from; i < to; i++) {
      FloatHistogram histogram = series.histogram(i);
      if (histogram == null) {
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        number(sample, 1, series.value(i));
        whole(sample, 2, series.timestamp(i));
        field(out, 2, sample.toByteArray());
      } else {
        field(out, 4, histogram(histogram, series.timestamp(i)));
      }
    }
    field(request, 1, out.toByteArray());
  }

  private static byte[] histogram(FloatHistogram histogram, long timeMillis) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    number(out, 2, histogram.count());
    number(out, 3, histogram.sum());
    whole(out, 4, zigzag(histogram.schema()));
    number(out, 5, histogram.zeroThreshold());
    number(out, 7, histogram.zeroCount());
    spans(out, 8, histogram.negativeSpans());
    numbers(out, 10, histogram.negativeBuckets());
    spans(out, 11, histogram.positiveSpans());
    numbers(out, 13, histogram.positiveBuckets());
    whole(out, 14, histogram.resetHint().code());
    whole(out, 15, timeMillis);
    numbers(out, 16, histogram.customBounds());
    return out.toByteArray();
  }

  private static void spans(ByteArrayOutputStream out, int field, List<Span> spans) {
    for (Span span : spans) {
      ByteArrayOutputStream one = new ByteArrayOutputStream();
      whole(one, 1, zigzag(span.offset()));
      whole(one, 2, span.length());
      field(out, field, one.toByteArray());
    }
  }

  private static long zigzag(int value) {
    return ((long) value << 1 ^ value >> 31) & 0xffffffffL;
  }

  private static void numbers(ByteArrayOutputStream out, int field, double[] values) {
    ByteBuffer packed =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      packed.putLong(Double.doubleToRawLongBits(value));
    }
    if (values.length > 0) {
      field(out, field, packed.array());
    }
  }

  private static void number(ByteArrayOutputStream out, int field, double value) {
    varint(out, field << 3 | FIXED);
    out.writeBytes(
        ByteBuffer.allocate(Double.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(Double.doubleToRawLongBits(value))
            .array());
  }

  private static void whole(ByteArrayOutputStream out, int field, long value) {
    varint(out, field << 3 | VARINT);
    varint(out, value);
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] bytes) {
    varint(out, number << 3 | BYTES);
    varint(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest < 0 || rest > 127) {
      out.write((int) (rest & 127 | 128));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /// Snappy's block format with a single literal: nothing is compressed.
  public static byte[] snappy(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    varint(out, bytes.length);
    out.write(63 << 2);
    out.writeBytes(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(bytes.length - 1)
            .array());
    out.writeBytes(bytes);
    return out.toByteArray();
  }
}
