package dev.firebucket.backfill.chunk;

import dev.firebucket.storage.model.StaleMarker;
import java.io.IOException;

/// Native histograms of whole counts, as Prometheus scrapes them: every number as the change of its
/// change, each bucket as its difference from the bucket before it. Read only: what is written are
/// [FloatHistogramChunk]s.
final class HistogramChunk {
  private final BitReader in;
  private final ResetHeader header;
  private final HistogramLayout layout;
  private final XorValue sum = new XorValue();
  private final long[] positive;
  private final long[] positiveSteps;
  private final long[] negative;
  private final long[] negativeSteps;
  private long time;
  private long timeStep;
  private long count;
  private long countStep;
  private long zeroCount;
  private long zeroStep;

  private HistogramChunk(BitReader in, ResetHeader header) throws ChunkException {
    this.in = in;
    this.header = header;
    this.layout = HistogramLayout.read(in);
    this.positive = new long[HistogramLayout.buckets(layout.positive())];
    this.positiveSteps = new long[positive.length];
    this.negative = new long[HistogramLayout.buckets(layout.negative())];
    this.negativeSteps = new long[negative.length];
  }

  static void read(byte[] data, PointSink sink) throws IOException {
    BitReader in = new BitReader(data, 0);
    int samples = (int) in.bits(Short.SIZE);
    ResetHeader header = ResetHeader.of((int) in.bits(Byte.SIZE));
    if (samples == 0) {
      return;
    }
    HistogramChunk chunk = new HistogramChunk(in, header);
    chunk.readFirst();
    chunk.give(sink, true);
    for (int i = 1; i < samples; i++) {
      chunk.readNext();
      chunk.give(sink, false);
    }
  }

  private void readFirst() throws ChunkException {
    time = in.varbitInt();
    count = in.varbitUint();
    zeroCount = in.varbitUint();
    sum.readFirst(in);
    for (int i = 0; i < positive.length; i++) {
      positive[i] = in.varbitInt();
    }
    for (int i = 0; i < negative.length; i++) {
      negative[i] = in.varbitInt();
    }
  }

  private void readNext() throws ChunkException {
    timeStep += in.varbitInt();
    time += timeStep;
    countStep += in.varbitInt();
    count += countStep;
    zeroStep += in.varbitInt();
    zeroCount += zeroStep;
    sum.read(in);
    if (StaleMarker.is(sum.value())) {
      return;
    }
    advance(positive, positiveSteps);
    advance(negative, negativeSteps);
  }

  private void advance(long[] buckets, long[] steps) throws ChunkException {
    for (int i = 0; i < buckets.length; i++) {
      steps[i] += in.varbitInt();
      buckets[i] += steps[i];
    }
  }

  private void give(PointSink sink, boolean first) throws IOException {
    if (StaleMarker.is(sum.value())) {
      sink.histogram(time, FloatHistogramChunk.stale(sum.value()));
      return;
    }
    sink.histogram(
        time,
        layout.histogram(
            (double) zeroCount,
            (double) count,
            sum.value(),
            absolute(positive),
            absolute(negative),
            header.hint(first)));
  }

  private static double[] absolute(long[] differences) {
    double[] buckets = new double[differences.length];
    long current = 0;
    for (int i = 0; i < buckets.length; i++) {
      current += differences[i];
      buckets[i] = current;
    }
    return buckets;
  }
}
