package dev.firebucket.ingest.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Decodes one native histogram (`prometheus.Histogram` of `types.proto`), of whole numbers with
/// deltas or of floats with counts, into absolute float counts.
final class HistogramDecoder {
  private static final int MIN_EXPONENTIAL_SCHEMA = -4;

  /// Schemas above 8 are stored as they come and made coarser when they are read, as Prometheus
  /// does.
  private static final int MAX_EXPONENTIAL_SCHEMA = 52;

  /// A histogram and its time.
  record Timed(FloatHistogram histogram, long timestampMillis) {}

  /// A growing list of numbers.
  private static final class Numbers {
    private double[] all = new double[16];
    private int size;

    void add(double number) {
      if (size == all.length) {
        all = Arrays.copyOf(all, size * 2);
      }
      all[size++] = number;
    }

    double[] toArray() {
      return Arrays.copyOf(all, size);
    }

    /// Each delta added to the count before it.
    double[] summed() {
      double[] counts = toArray();
      for (int i = 1; i < size; i++) {
        counts[i] += counts[i - 1];
      }
      return counts;
    }
  }

  private double count;
  private double sum;
  private int schema;
  private double zeroThreshold;
  private double zeroCount;
  private final List<Span> negativeSpans = new ArrayList<>();
  private final Numbers negativeDeltas = new Numbers();
  private final Numbers negativeCounts = new Numbers();
  private final List<Span> positiveSpans = new ArrayList<>();
  private final Numbers positiveDeltas = new Numbers();
  private final Numbers positiveCounts = new Numbers();
  private final Numbers customBounds = new Numbers();
  private ResetHint resetHint = ResetHint.UNKNOWN;
  private long timestamp;

  private HistogramDecoder() {}

  /// Decodes up to the limit that the caller has pushed.
  ///
  /// @throws IOException when the message breaks off
  /// @throws RemoteWriteException 400 when it is no valid histogram
  static Timed decode(CodedInputStream input) throws IOException, RemoteWriteException {
    HistogramDecoder decoder = new HistogramDecoder();
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      if (!decoder.read(tag, input)) {
        input.skipField(tag);
      }
    }
    return decoder.build();
  }

  private boolean read(int tag, CodedInputStream input) throws IOException {
    switch (WireFormat.getTagFieldNumber(tag)) {
      case 1 -> count = unsigned(input.readUInt64());
      case 2 -> count = input.readDouble();
      case 3 -> sum = input.readDouble();
      case 4 -> schema = input.readSInt32();
      case 5 -> zeroThreshold = input.readDouble();
      case 6 -> zeroCount = unsigned(input.readUInt64());
      case 7 -> zeroCount = input.readDouble();
      case 8 -> negativeSpans.add(span(input));
      case 9 -> deltas(tag, input, negativeDeltas);
      case 10 -> doubles(tag, input, negativeCounts);
      case 11 -> positiveSpans.add(span(input));
      case 12 -> deltas(tag, input, positiveDeltas);
      case 13 -> doubles(tag, input, positiveCounts);
      case 14 -> resetHint = hint(input.readEnum());
      case 15 -> timestamp = input.readInt64();
      case 16 -> doubles(tag, input, customBounds);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static double unsigned(long number) {
    return number >= 0 ? number : (number >>> 1) * 2.0;
  }

  private static Span span(CodedInputStream input) throws IOException {
    int limit = input.pushLimit(input.readRawVarint32());
    int offset = 0;
    int length = 0;
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> offset = input.readSInt32();
        case 2 -> length = input.readUInt32();
        default -> input.skipField(tag);
      }
    }
    input.popLimit(limit);
    return new Span(offset, length);
  }

  private static void deltas(int tag, CodedInputStream input, Numbers into) throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      into.add((double) input.readSInt64());
      return;
    }
    int limit = input.pushLimit(input.readRawVarint32());
    while (input.getBytesUntilLimit() > 0) {
      into.add((double) input.readSInt64());
    }
    input.popLimit(limit);
  }

  private static void doubles(int tag, CodedInputStream input, Numbers into) throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      into.add(input.readDouble());
      return;
    }
    int limit = input.pushLimit(input.readRawVarint32());
    while (input.getBytesUntilLimit() > 0) {
      into.add(input.readDouble());
    }
    input.popLimit(limit);
  }

  private static ResetHint hint(int number) {
    return switch (number) {
      case 1 -> ResetHint.RESET;
      case 2 -> ResetHint.NOT_RESET;
      case 3 -> ResetHint.GAUGE;
      default -> ResetHint.UNKNOWN;
    };
  }

  private Timed build() throws RemoteWriteException {
    double[] positive =
        positiveCounts.size > 0 ? positiveCounts.toArray() : positiveDeltas.summed();
    double[] negative =
        negativeCounts.size > 0 ? negativeCounts.toArray() : negativeDeltas.summed();
    validate(positive, negative);
    try {
      FloatHistogram histogram =
          new FloatHistogram(
              schema,
              zeroThreshold,
              zeroCount,
              count,
              sum,
              positiveSpans,
              positive,
              negativeSpans,
              negative,
              customBounds.toArray(),
              resetHint);
      return new Timed(histogram, timestamp);
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private void validate(double[] positive, double[] negative) throws RemoteWriteException {
    boolean exponential = schema >= MIN_EXPONENTIAL_SCHEMA && schema <= MAX_EXPONENTIAL_SCHEMA;
    if (!exponential && schema != FloatHistogram.CUSTOM_BUCKETS) {
      throw invalid("histogram has an invalid schema, got schema " + schema);
    }
    if (count < 0 || zeroCount < 0) {
      throw invalid("histogram has an observation count that is negative");
    }
    for (double[] side : new double[][] {positive, negative}) {
      for (double bucket : side) {
        if (bucket < 0) {
          throw invalid("histogram has a bucket whose observation count is negative");
        }
      }
    }
    for (List<Span> spans : List.of(positiveSpans, negativeSpans)) {
      for (int i = 0; i < spans.size(); i++) {
        if (spans.get(i).length() < 0 || (i > 0 && spans.get(i).offset() < 0)) {
          throw invalid("histogram has a span whose offset is negative");
        }
      }
    }
  }

  private static RemoteWriteException invalid(String problem) {
    return new RemoteWriteException(400, problem);
  }
}
