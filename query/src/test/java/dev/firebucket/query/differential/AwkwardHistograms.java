package dev.firebucket.query.differential;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Forty minutes of native histograms with all that can differ between two of them: resolutions,
/// zero buckets, custom bounds, hints, resets, gaps, floats between them, sums that are no numbers.
final class AwkwardHistograms {
  static final long START = 1_795_362_800_000L;
  static final long STEP = 30_000;
  static final int COUNT = 80;
  static final long END = START + COUNT * STEP;

  private final Random random = new Random(11);
  private final SampleBatch batch = new SampleBatch();

  private AwkwardHistograms() {}

  static SampleBatch make() {
    AwkwardHistograms data = new AwkwardHistograms();
    for (int i = 0; i < 3; i++) {
      data.exponential(i);
      data.custom(i);
      data.gauge(i);
      data.mixed(i);
      data.unlike(i);
      data.classicAndNative(i);
    }
    return OrderOfLabels.of(data.batch);
  }

  private static LabelSet labels(String name, int index) {
    return LabelSet.of(LabelSet.NAME, name, "job", index == 0 ? "a" : "b", "instance", "i" + index);
  }

  /// A histogram that is built bucket by bucket.
  private static final class Sketch {
    int schema;
    double zeroThreshold = 0.001;
    double zeroCount;
    double[] positive = new double[12];
    double[] negative = new double[6];
    int offset = -3;
    double[] bounds = {};
    double sum;
    double extra;
    ResetHint hint = ResetHint.UNKNOWN;

    FloatHistogram build() {
      boolean custom = schema == FloatHistogram.CUSTOM_BUCKETS;
      double[] buckets = custom ? Arrays.copyOf(positive, bounds.length + 1) : positive;
      double count = Arrays.stream(buckets).sum() + extra;
      if (!custom) {
        count += Arrays.stream(negative).sum() + zeroCount;
      }
      return new FloatHistogram(
          schema,
          custom ? 0 : zeroThreshold,
          custom ? 0 : zeroCount,
          count,
          sum,
          List.of(new Span(custom ? 0 : offset, 4), new Span(0, buckets.length - 4)),
          buckets.clone(),
          custom ? List.of() : List.of(new Span(1, 2), new Span(3, negative.length - 2)),
          custom ? new double[0] : negative.clone(),
          bounds,
          hint);
    }
  }

  private void observe(Sketch sketch) {
    for (int i = random.nextInt(4); i > 0; i--) {
      sketch.positive[random.nextInt(sketch.positive.length)] += 1 + random.nextInt(3);
      sketch.sum += random.nextDouble() * 7;
    }
    if (random.nextInt(3) == 0) {
      sketch.negative[random.nextInt(sketch.negative.length)]++;
      sketch.sum -= 2.5;
    }
    sketch.zeroCount += random.nextInt(2);
  }

  /// Counters that start anew now and then, of three resolutions and zero buckets.
  private void exponential(int index) {
    SampleBatch.Series series = batch.series(labels("h", index));
    Sketch sketch = new Sketch();
    sketch.schema = 2 - index;
    sketch.zeroThreshold = new double[] {0.001, 0.3, 2}[index];
    for (int i = 0; i < COUNT; i++) {
      observe(sketch);
      if (random.nextInt(15) == 0) {
        int schema = sketch.schema;
        double threshold = sketch.zeroThreshold;
        sketch = new Sketch();
        sketch.schema = random.nextInt(3) == 0 ? schema + 1 : schema;
        sketch.zeroThreshold = threshold;
        sketch.hint = random.nextBoolean() ? ResetHint.RESET : ResetHint.UNKNOWN;
      }
      if (random.nextInt(12) != 0) {
        series.append(time(i, index), sketch.build());
        sketch.hint = ResetHint.UNKNOWN;
      }
      if (random.nextInt(30) == 0) {
        sketch.zeroThreshold *= 2;
      }
    }
  }

  private void custom(int index) {
    SampleBatch.Series series = batch.series(labels("hc", index));
    double[][] bounds = {{1, 2, 5, 10}, {1, 5, 10, 20, 50}, {-2, 0, 1, 10}};
    Sketch sketch = new Sketch();
    sketch.schema = FloatHistogram.CUSTOM_BUCKETS;
    sketch.bounds = bounds[index];
    for (int i = 0; i < COUNT; i++) {
      observe(sketch);
      if (random.nextInt(25) == 0) {
        sketch.bounds = bounds[random.nextInt(3)];
      }
      if (random.nextInt(30) == 0) {
        sketch.positive = new double[12];
      }
      series.append(time(i, index), sketch.build());
    }
  }

  private void gauge(int index) {
    SampleBatch.Series series = batch.series(labels("hg", index));
    for (int i = 0; i < COUNT; i++) {
      Sketch sketch = new Sketch();
      sketch.hint = ResetHint.GAUGE;
      sketch.schema = random.nextInt(3) - 1;
      for (int k = 0; k < 5; k++) {
        observe(sketch);
      }
      switch (random.nextInt(12)) {
        case 0 -> sketch.sum = Double.NaN;
        case 1 -> {
          sketch.sum = Double.NaN;
          sketch.extra = 3;
        }
        case 2 -> sketch.positive = new double[12];
        case 3 -> sketch.sum = StaleMarker.VALUE;
        case 4 -> sketch.positive[2] = 1.5e308;
        default -> {}
      }
      series.append(time(i, index), sketch.build());
    }
  }

  /// Floats and histograms in one series.
  private void mixed(int index) {
    SampleBatch.Series series = batch.series(labels("hm", index));
    Sketch sketch = new Sketch();
    double value = 0;
    for (int i = 0; i < COUNT; i++) {
      observe(sketch);
      value += random.nextInt(5);
      if (i / 9 % 2 == 0) {
        series.append(time(i, index), i % 23 == 0 ? StaleMarker.VALUE : value);
      } else {
        series.append(time(i, index), sketch.build());
      }
    }
  }

  /// Standard and custom buckets in one series, gauges and counters in another.
  private void unlike(int index) {
    SampleBatch.Series series = batch.series(labels("hu", index));
    Sketch sketch = new Sketch();
    for (int i = 0; i < COUNT; i++) {
      observe(sketch);
      boolean other = i / 13 % 2 == index % 2;
      sketch.schema = index < 2 && other ? FloatHistogram.CUSTOM_BUCKETS : 1;
      sketch.bounds = index < 2 && other ? new double[] {0.5, 1, 2, 4, 8} : new double[0];
      sketch.hint = index == 2 && other ? ResetHint.GAUGE : ResetHint.UNKNOWN;
      series.append(time(i, index), sketch.build());
    }
  }

  private void classicAndNative(int index) {
    Sketch sketch = new Sketch();
    double[] counts = new double[4];
    String[] bounds = {"0.5", "1", "2.5", "+Inf"};
    for (int i = 0; i < COUNT; i++) {
      observe(sketch);
      counts[0] += random.nextInt(3);
      for (int k = 1; k < counts.length; k++) {
        counts[k] = Math.max(counts[k], counts[k - 1]) + random.nextInt(2);
      }
      for (int k = 0; k < counts.length && i % 40 < 25; k++) {
        batch.series(labels("hx", index).with("le", bounds[k])).append(time(i, index), counts[k]);
      }
      if (i % 40 > 15) {
        batch.series(labels("hx", index)).append(time(i, index), sketch.build());
      }
      batch.series(labels("f", index)).append(time(i, index), random.nextInt(9) - 2);
    }
  }

  private static long time(int i, int index) {
    return START + i * STEP + index * 137L;
  }
}
