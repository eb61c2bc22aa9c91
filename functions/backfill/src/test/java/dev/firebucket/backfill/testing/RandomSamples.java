package dev.firebucket.backfill.testing;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.StaleMarker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Series as exporters make them, and worse: counters that reset, gauges, constants, NaNs of many
/// bits, stale markers, gaps of a second to years.
public final class RandomSamples {
  private static final double[] NONE = {};

  private final Random random;

  public RandomSamples(long seed) {
    this.random = new Random(seed);
  }

  /// A sample; two are equal where their bits are.
  public record Point(long millis, long bits, @Nullable FloatHistogram histogram) {
    public static Point of(long millis, double value) {
      return new Point(millis, Double.doubleToRawLongBits(value), null);
    }

    public static Point of(long millis, FloatHistogram histogram) {
      return new Point(millis, 0, histogram);
    }

    public double value() {
      return Double.longBitsToDouble(bits);
    }

    public FloatHistogram histogramOrThrow() {
      return Objects.requireNonNull(histogram);
    }

    @Override
    public String toString() {
      FloatHistogram one = histogram;
      return one == null
          ? "%d=%s(%x)".formatted(millis, value(), bits)
          : "%d=%s %s %s %s"
              .formatted(
                  millis,
                  one,
                  Arrays.toString(one.positiveBuckets()),
                  Arrays.toString(one.negativeBuckets()),
                  Arrays.toString(one.customBounds()));
    }
  }

  public List<Point> floats(int count) {
    List<Point> points = new ArrayList<>();
    int shape = random.nextInt(4);
    long time = random.nextLong(-1L << 40, 1L << 41);
    double value = random.nextInt(1000);
    for (int i = 0; i < count; i++) {
      points.add(Point.of(time, odd(value)));
      time += step();
      value = next(shape, value);
    }
    return points;
  }

  private double next(int shape, double before) {
    return switch (shape) {
      case 0 -> random.nextInt(50) == 0 ? 0 : before + random.nextInt(100);
      case 1 -> random.nextGaussian() * 1e3;
      case 2 -> before;
      default -> Double.longBitsToDouble(random.nextLong());
    };
  }

  private double odd(double value) {
    return switch (random.nextInt(40)) {
      case 0 -> StaleMarker.VALUE;
      case 1 -> Double.longBitsToDouble(0x7ff8_0000_0000_0000L | random.nextLong(1L << 51));
      case 2 -> Double.NEGATIVE_INFINITY;
      case 3 -> -0.0;
      case 4 -> Double.MIN_VALUE;
      default -> value;
    };
  }

  private long step() {
    return switch (random.nextInt(30)) {
      case 0 -> 1;
      case 1 -> random.nextLong(1, 1L << 20);
      case 2 -> random.nextLong(1, 1L << 34);
      case 3 -> 15_000 + random.nextInt(-20, 20);
      default -> 15_000;
    };
  }

  public List<Point> histograms(int count) {
    List<Point> points = new ArrayList<>();
    long time = random.nextLong(0, 1L << 41);
    boolean gauge = random.nextInt(5) == 0;
    double[] buckets = {random.nextInt(10), random.nextInt(10)};
    for (int i = 0; i < count; i++) {
      points.add(Point.of(time, one(buckets, gauge)));
      time += step();
      buckets = random.nextInt(10) == 0 ? new double[1 + random.nextInt(6)] : buckets.clone();
      for (int b = 0; b < buckets.length; b++) {
        buckets[b] += random.nextInt(5) + (random.nextInt(8) == 0 ? 0.25 : 0);
      }
    }
    return points;
  }

  private FloatHistogram one(double[] buckets, boolean gauge) {
    if (!gauge && random.nextInt(15) == 0) {
      return new FloatHistogram(
          0, 0, 0, 0, StaleMarker.VALUE, List.of(), NONE, List.of(), NONE, NONE, ResetHint.UNKNOWN);
    }
    ResetHint hint = gauge ? ResetHint.GAUGE : ResetHint.UNKNOWN;
    if (random.nextInt(10) == 0) {
      return custom(buckets, hint);
    }
    return new FloatHistogram(
        random.nextInt(-4, 9),
        random.nextBoolean() ? 0x1p-128 : random.nextInt(3) * 0.001,
        random.nextInt(5),
        random.nextInt(1000),
        random.nextGaussian(),
        List.of(new Span(random.nextInt(-90, 90), 1), new Span(3, buckets.length - 1)),
        buckets,
        List.of(new Span(-2, buckets.length)),
        buckets,
        NONE,
        hint);
  }

  private FloatHistogram custom(double[] buckets, ResetHint hint) {
    double[] bounds = new double[buckets.length];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = i + (random.nextBoolean() ? 0.005 : random.nextDouble());
    }
    return new FloatHistogram(
        FloatHistogram.CUSTOM_BUCKETS,
        0,
        0,
        random.nextInt(100),
        1.5,
        List.of(new Span(0, buckets.length)),
        buckets,
        List.of(),
        NONE,
        bounds,
        hint);
  }

  public static FloatHistogram histogram(double count, double[] positive, ResetHint hint) {
    return new FloatHistogram(
        1,
        0x1p-128,
        0,
        count,
        count * 2,
        List.of(new Span(0, positive.length)),
        positive,
        List.of(),
        NONE,
        NONE,
        hint);
  }
}
