package dev.firebucket.backfill.chunk;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.StaleMarker;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Native histograms whose counts are doubles: each number is an [XorValue].
///
/// What is written keeps one layout per chunk; a histogram that needs another one, or that may be a
/// counter reset, begins the next chunk.
public final class FloatHistogramChunk {
  private final BitWriter out = new BitWriter();
  private @Nullable HistogramLayout layout;
  private @Nullable FloatHistogram last;
  private @Nullable Lanes lanes;
  private ResetHeader header = ResetHeader.UNKNOWN;
  private int samples;
  private long time;
  private long timeStep;

  /// Every number of a histogram but its time.
  private record Lanes(
      XorValue count,
      XorValue zeroCount,
      XorValue sum,
      List<XorValue> positive,
      List<XorValue> negative) {
    static Lanes of(HistogramLayout layout) {
      return new Lanes(
          new XorValue(),
          new XorValue(),
          new XorValue(),
          some(HistogramLayout.buckets(layout.positive())),
          some(HistogramLayout.buckets(layout.negative())));
    }

    private static List<XorValue> some(int count) {
      return IntStream.range(0, count).mapToObj(i -> new XorValue()).toList();
    }

    private static double[] values(List<XorValue> lanes) {
      return lanes.stream().mapToDouble(XorValue::value).toArray();
    }
  }

  /// An empty chunk to be written.
  public FloatHistogramChunk() {
    out.bits(0, Short.SIZE + Byte.SIZE);
  }

  static void read(byte[] data, PointSink sink) throws IOException {
    BitReader in = new BitReader(data, 0);
    int samples = (int) in.bits(Short.SIZE);
    ResetHeader header = ResetHeader.of((int) in.bits(Byte.SIZE));
    if (samples == 0) {
      return;
    }
    HistogramLayout layout = HistogramLayout.read(in);
    Lanes lanes = Lanes.of(layout);
    long time = in.varbitInt();
    long step = 0;
    readFirst(in, lanes);
    give(sink, time, layout, lanes, header.hint(true));
    for (int i = 1; i < samples; i++) {
      step += in.varbitInt();
      time += step;
      readNext(in, lanes);
      give(sink, time, layout, lanes, header.hint(false));
    }
  }

  private static void readFirst(BitReader in, Lanes lanes) throws ChunkException {
    lanes.count().readFirst(in);
    lanes.zeroCount().readFirst(in);
    lanes.sum().readFirst(in);
    for (XorValue bucket : lanes.positive()) {
      bucket.readFirst(in);
    }
    for (XorValue bucket : lanes.negative()) {
      bucket.readFirst(in);
    }
  }

  private static void readNext(BitReader in, Lanes lanes) throws ChunkException {
    lanes.count().read(in);
    lanes.zeroCount().read(in);
    lanes.sum().read(in);
    if (StaleMarker.is(lanes.sum().value())) {
      return;
    }
    for (XorValue bucket : lanes.positive()) {
      bucket.read(in);
    }
    for (XorValue bucket : lanes.negative()) {
      bucket.read(in);
    }
  }

  private static void give(
      PointSink sink, long time, HistogramLayout layout, Lanes lanes, ResetHint hint)
      throws IOException {
    double sum = lanes.sum().value();
    sink.histogram(
        time,
        StaleMarker.is(sum)
            ? stale(sum)
            : layout.histogram(
                lanes.zeroCount().value(),
                lanes.count().value(),
                sum,
                Lanes.values(lanes.positive()),
                Lanes.values(lanes.negative()),
                hint));
  }

  /// The end of a series of histograms.
  static FloatHistogram stale(double marker) {
    double[] none = {};
    return new FloatHistogram(
        0, 0, 0, 0, marker, List.of(), none, List.of(), none, none, ResetHint.UNKNOWN);
  }

  /// Whether a later histogram may follow in this chunk: with the same layout, and nothing that
  /// counts less than before, since readers take what is inside of a chunk for free of resets.
  public boolean accepts(FloatHistogram histogram) {
    FloatHistogram before = last;
    if (before == null) {
      return true;
    }
    return histogram.resetHint() != ResetHint.RESET
        && (histogram.resetHint() == ResetHint.GAUGE) == (header == ResetHeader.GAUGE)
        && !StaleMarker.is(histogram.sum())
        && !StaleMarker.is(before.sum())
        && HistogramLayout.of(histogram).equals(layout)
        && (header == ResetHeader.GAUGE || grows(before, histogram));
  }

  private static boolean grows(FloatHistogram before, FloatHistogram after) {
    return after.count() >= before.count()
        && after.zeroCount() >= before.zeroCount()
        && grow(before.positiveBuckets(), after.positiveBuckets())
        && grow(before.negativeBuckets(), after.negativeBuckets());
  }

  private static boolean grow(double[] before, double[] after) {
    return IntStream.range(0, before.length).allMatch(i -> after[i] >= before[i]);
  }

  /// Adds a histogram that [#accepts], later than the one before.
  public void append(long millis, FloatHistogram histogram) {
    FloatHistogram sample = StaleMarker.is(histogram.sum()) ? stale(histogram.sum()) : histogram;
    Lanes to = lanes;
    if (to == null) {
      header = ResetHeader.of(histogram.resetHint());
      HistogramLayout first = HistogramLayout.of(sample);
      first.write(out);
      to = Lanes.of(first);
      layout = first;
      lanes = to;
      out.varbitInt(millis);
      writeFirst(to, sample);
    } else {
      long step = millis - time;
      out.varbitInt(step - timeStep);
      timeStep = step;
      writeNext(to, sample);
    }
    time = millis;
    last = sample;
    samples++;
  }

  private void writeFirst(Lanes to, FloatHistogram sample) {
    to.count().writeFirst(out, sample.count());
    to.zeroCount().writeFirst(out, sample.zeroCount());
    to.sum().writeFirst(out, sample.sum());
    for (int i = 0; i < to.positive().size(); i++) {
      to.positive().get(i).writeFirst(out, sample.positiveBuckets()[i]);
    }
    for (int i = 0; i < to.negative().size(); i++) {
      to.negative().get(i).writeFirst(out, sample.negativeBuckets()[i]);
    }
  }

  private void writeNext(Lanes to, FloatHistogram sample) {
    to.count().write(out, sample.count());
    to.zeroCount().write(out, sample.zeroCount());
    to.sum().write(out, sample.sum());
    for (int i = 0; i < to.positive().size(); i++) {
      to.positive().get(i).write(out, sample.positiveBuckets()[i]);
    }
    for (int i = 0; i < to.negative().size(); i++) {
      to.negative().get(i).write(out, sample.negativeBuckets()[i]);
    }
  }

  /// How many samples it holds.
  public int count() {
    return samples;
  }

  /// The chunk as it stands in a file, without length, encoding and checksum.
  public byte[] toByteArray() {
    out.set(0, samples >>> Byte.SIZE);
    out.set(1, samples);
    out.set(2, header.flags());
    return out.toByteArray();
  }
}
