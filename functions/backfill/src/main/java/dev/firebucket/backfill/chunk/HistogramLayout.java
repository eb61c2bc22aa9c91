package dev.firebucket.backfill.chunk;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What all histograms of a chunk share: where their buckets lie.
///
/// @param schema as in [FloatHistogram]
/// @param zeroThreshold as there
/// @param positive spans of the positive buckets
/// @param negative spans of the negative buckets
/// @param bounds of custom buckets
record HistogramLayout(
    int schema, double zeroThreshold, List<Span> positive, List<Span> negative, double[] bounds) {
  /// More buckets than this are no histogram but a damaged chunk.
  private static final long MOST_BUCKETS = 1 << 20;

  private static final int ZERO_EXPONENT = 243;
  private static final double MOST_SHORT_BOUND = 33_554_430;

  HistogramLayout {
    positive = List.copyOf(positive);
    negative = List.copyOf(negative);
  }

  static HistogramLayout of(FloatHistogram histogram) {
    return new HistogramLayout(
        histogram.schema(),
        histogram.zeroThreshold(),
        histogram.positiveSpans(),
        histogram.negativeSpans(),
        histogram.customBounds());
  }

  FloatHistogram histogram(
      double zeroCount,
      double count,
      double sum,
      double[] positiveBuckets,
      double[] negativeBuckets,
      ResetHint hint) {
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
        hint);
  }

  static int buckets(List<Span> spans) {
    return spans.stream().mapToInt(Span::length).sum();
  }

  static HistogramLayout read(BitReader in) throws ChunkException {
    double zeroThreshold = readZeroThreshold(in);
    int schema = (int) in.varbitInt();
    List<Span> positive = readSpans(in);
    List<Span> negative = readSpans(in);
    double[] bounds = schema == FloatHistogram.CUSTOM_BUCKETS ? readBounds(in) : new double[0];
    return new HistogramLayout(schema, zeroThreshold, positive, negative, bounds);
  }

  void write(BitWriter out) {
    writeZeroThreshold(out);
    out.varbitInt(schema);
    writeSpans(out, positive);
    writeSpans(out, negative);
    if (schema == FloatHistogram.CUSTOM_BUCKETS) {
      out.varbitUint(bounds.length);
      for (double bound : bounds) {
        writeBound(out, bound);
      }
    }
  }

  /// One byte for nothing and for powers of two, nine for anything else.
  private static double readZeroThreshold(BitReader in) throws ChunkException {
    int first = (int) in.bits(Byte.SIZE);
    return switch (first) {
      case 0 -> 0;
      case 0xff -> in.float64();
      default -> Math.scalb(0.5, first - ZERO_EXPONENT);
    };
  }

  private void writeZeroThreshold(BitWriter out) {
    if (zeroThreshold == 0) {
      out.bits(0, Byte.SIZE);
      return;
    }
    int exponent = Math.getExponent(zeroThreshold) + 1;
    if (Math.scalb(0.5, exponent) == zeroThreshold && exponent >= -242 && exponent <= 11) {
      out.bits(exponent + ZERO_EXPONENT, Byte.SIZE);
      return;
    }
    out.bits(0xff, Byte.SIZE);
    out.float64(zeroThreshold);
  }

  private static List<Span> readSpans(BitReader in) throws ChunkException {
    long count = atMost(in.varbitUint());
    List<Span> spans = new ArrayList<>();
    long buckets = 0;
    for (long i = 0; i < count; i++) {
      int length = (int) atMost(in.varbitUint());
      buckets = atMost(buckets + length);
      spans.add(new Span((int) in.varbitInt(), length));
    }
    return spans;
  }

  private static void writeSpans(BitWriter out, List<Span> spans) {
    out.varbitUint(spans.size());
    for (Span span : spans) {
      out.varbitUint(span.length());
      out.varbitInt(span.offset());
    }
  }

  private static double[] readBounds(BitReader in) throws ChunkException {
    double[] bounds = new double[(int) atMost(in.varbitUint())];
    for (int i = 0; i < bounds.length; i++) {
      long thousandths = in.varbitUint();
      bounds[i] = thousandths == 0 ? in.float64() : (thousandths - 1) / 1000.0;
    }
    return bounds;
  }

  /// Bounds that people choose have few decimals: those are whole thousandths.
  private static void writeBound(BitWriter out, double bound) {
    double thousandths = Math.rint(bound * 1000);
    if (bound >= 0 && bound * 1000 <= MOST_SHORT_BOUND && thousandths / 1000 == bound) {
      out.varbitUint((long) thousandths + 1);
      return;
    }
    out.bit(false);
    out.float64(bound);
  }

  private static long atMost(long count) throws ChunkException {
    if (count < 0 || count > MOST_BUCKETS) {
      throw new ChunkException("a histogram has " + Long.toUnsignedString(count) + " buckets");
    }
    return count;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HistogramLayout that
        && schema == that.schema
        && Double.compare(zeroThreshold, that.zeroThreshold) == 0
        && positive.equals(that.positive)
        && negative.equals(that.negative)
        && Arrays.equals(bounds, that.bounds);
  }

  @Override
  public int hashCode() {
    return schema + 31 * positive.hashCode() + 17 * negative.hashCode() + Arrays.hashCode(bounds);
  }
}
