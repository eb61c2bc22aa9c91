package dev.firebucket.query.kernel.element;

import dev.firebucket.query.time.Steps;
import java.util.Arrays;

/// Where the counts of classic histograms fell, though cumulative counts can only rise, and had to
/// be raised. Not safe for use by several threads.
public final class ForcedMonotonicity {
  private final Steps steps;
  private final int[] times;
  private double leastBound = Double.POSITIVE_INFINITY;
  private double greatestBound = Double.NEGATIVE_INFINITY;
  private double greatestDifference;

  /// Nothing yet.
  public ForcedMonotonicity(Steps steps) {
    this.steps = steps;
    this.times = new int[steps.count()];
  }

  /// Nothing yet, on the same steps.
  public ForcedMonotonicity empty() {
    return new ForcedMonotonicity(steps);
  }

  /// Adds a histogram at a step.
  ///
  /// @param least the lowest bucket that was raised
  /// @param greatest the highest one
  /// @param difference by how much at most
  public void add(int step, double least, double greatest, double difference) {
    times[step]++;
    widen(least, greatest, difference);
  }

  /// Adds what another one on the same steps has.
  public void add(ForcedMonotonicity other) {
    Arrays.setAll(times, step -> times[step] + other.times[step]);
    widen(other.leastBound, other.greatestBound, other.greatestDifference);
  }

  private void widen(double least, double greatest, double difference) {
    leastBound = Math.min(leastBound, least);
    greatestBound = Math.max(greatestBound, greatest);
    greatestDifference = Math.max(greatestDifference, difference);
  }

  public boolean isEmpty() {
    return Arrays.stream(times).allMatch(count -> count == 0);
  }

  /// The lowest bucket that was raised.
  public double leastBound() {
    return leastBound;
  }

  /// The highest one.
  public double greatestBound() {
    return greatestBound;
  }

  /// By how much at most.
  public double greatestDifference() {
    return greatestDifference;
  }

  /// How many samples Prometheus counts: at every step after the first that has any it adds its
  /// count to itself, modulo 2^64. After 64 steps with nothing more to raise it is back at 0, and
  /// goes on.
  public long samples() {
    long samples = 0;
    boolean counted = false;
    for (int count : times) {
      samples = counted ? 2 * (samples + count) : count;
      counted |= count > 0;
    }
    return samples;
  }

  /// The first step at which there was something to raise, in milliseconds.
  public long firstMillis() {
    int step = 0;
    while (step < times.length - 1 && times[step] == 0) {
      step++;
    }
    return steps.time(step);
  }

  /// The last one.
  public long lastMillis() {
    int step = times.length - 1;
    while (step > 0 && times[step] == 0) {
      step--;
    }
    return steps.time(step);
  }
}
