package dev.firebucket.query.kernel.range;

import static dev.firebucket.query.grid.GridSketch.samples;
import static dev.firebucket.query.grid.GridSketch.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.functions.RangeFunction;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.histogram.Remarks;
import dev.firebucket.query.time.ReferenceTime;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.StaleMarker;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Expected numbers are those of Prometheus 3.14 on the same samples.
class RangeKernelTest {
  private static final long SECOND = 1000;

  private static Grid at(
      RangeFunction function, long time, long window, Samples samples, double... parameters) {
    Steps steps = Steps.at(time);
    return new RangeKernel(function, window, ReferenceTime.EVALUATION, steps)
        .apply(
            samples,
            Arrays.stream(parameters).mapToObj(value -> Grid.constant(steps, value)).toList(),
            new Remarks());
  }

  @Test
  void aWindowIsOpenOnTheLeftAndClosedOnTheRight() {
    Samples samples = samples(0, 10 * SECOND, 1, 2, 3, 4);
    assertThat(values(at(RangeFunction.COUNT_OVER_TIME, 30 * SECOND, 30 * SECOND, samples)))
        .containsExactly(3.0);
    assertThat(values(at(RangeFunction.SUM_OVER_TIME, 29_999, 30 * SECOND, samples)))
        .containsExactly(6.0);
  }

  @Test
  void anEmptyWindowHasNoAnswer() {
    Samples samples = samples(0, 10 * SECOND, 1, 2);
    assertThat(values(at(RangeFunction.COUNT_OVER_TIME, 100 * SECOND, 30 * SECOND, samples)))
        .containsExactly((Double) null);
  }

  @Test
  void aRateNeedsTwoSamples() {
    Samples samples = samples(0, 10 * SECOND, 1, 2);
    assertThat(at(RangeFunction.RATE, 10 * SECOND, 5 * SECOND, samples).isEmpty()).isTrue();
  }

  @Test
  void anIncreaseIsExtrapolatedToTheEdgesOfItsWindow() {
    Samples samples = samples(5 * SECOND, 10 * SECOND, 100, 110, 120, 130, 140, 150);
    assertThat(values(at(RangeFunction.INCREASE, 60 * SECOND, 60 * SECOND, samples)))
        .containsExactly(60.0);
  }

  @Test
  void anIncreaseIsNotExtrapolatedPastTheZeroPointOfACounter() {
    Samples samples = samples(50 * SECOND, 10 * SECOND, 1, 11);
    // The first sample could stand 10 s inside; the counter was zero 1 s before it.
    assertThat(values(at(RangeFunction.INCREASE, 61 * SECOND, 20 * SECOND, samples)))
        .containsExactly(12.0);
  }

  @Test
  void aResetAddsWhatTheCounterHadReached() {
    Samples samples = samples(0, 10 * SECOND, 0, 50, 100, 10, 20);
    assertThat(values(at(RangeFunction.INCREASE, 40 * SECOND, 40 * SECOND, samples)))
        .containsExactly(93.33333333333333);
    assertThat(values(at(RangeFunction.RESETS, 40 * SECOND, 50 * SECOND, samples)))
        .containsExactly(1.0);
  }

  @Test
  void resetsAreFoundAgainInEveryWindowThatHoldsThem() {
    Samples samples = samples(0, 10 * SECOND, 5, 1, 6, 2, 7);
    Steps steps = new Steps(10 * SECOND, 10 * SECOND, 4);
    Grid grid =
        new RangeKernel(RangeFunction.DELTA, 100 * SECOND, ReferenceTime.EVALUATION, steps)
            .apply(samples, List.of(), new Remarks());
    Grid counter =
        new RangeKernel(RangeFunction.INCREASE, 20 * SECOND, ReferenceTime.EVALUATION, steps)
            .apply(samples, List.of(), new Remarks());
    assertThat(grid.presentCount()).isEqualTo(4);
    // (-10 s, 10 s] holds 5 and 1; (0, 20 s] 1 and 6; (10 s, 30 s] 6 and 2; (20 s, 40 s] 2 and 7.
    assertThat(values(counter)).containsExactly(2.0, 6.0, 4.0, 7.0);
  }

  @Test
  void anInstantRateTakesTheLastTwoSamples() {
    Samples samples = samples(0, 10 * SECOND, 0, 100, 130);
    assertThat(values(at(RangeFunction.IRATE, 20 * SECOND, 60 * SECOND, samples)))
        .containsExactly(3.0);
    assertThat(values(at(RangeFunction.IDELTA, 20 * SECOND, 60 * SECOND, samples)))
        .containsExactly(30.0);
  }

  @Test
  void anInstantRateAfterAResetCountsFromZero() {
    Samples samples = samples(0, 10 * SECOND, 100, 20);
    assertThat(values(at(RangeFunction.IRATE, 10 * SECOND, 60 * SECOND, samples)))
        .containsExactly(2.0);
  }

  @Test
  void aSumKeepsWhatRoundingWouldLose() {
    Samples samples = samples(0, SECOND, 1e100, 1, -1e100);
    assertThat(values(at(RangeFunction.SUM_OVER_TIME, 2 * SECOND, 60 * SECOND, samples)))
        .containsExactly(1.0);
  }

  @Test
  void anAverageOfHugeValuesDoesNotOverflow() {
    double huge = 0x1p1023;
    Samples samples = samples(0, SECOND, huge, huge, huge, huge);
    assertThat(values(at(RangeFunction.AVG_OVER_TIME, 3 * SECOND, 60 * SECOND, samples)))
        .containsExactly(huge);
  }

  @Test
  void extremesPassOverNansUnlessThereIsNothingElse() {
    Samples some = samples(0, SECOND, Double.NaN, 3, 1);
    Samples none = samples(0, SECOND, Double.NaN);
    assertThat(values(at(RangeFunction.MAX_OVER_TIME, 2 * SECOND, 60 * SECOND, some)))
        .containsExactly(3.0);
    assertThat(values(at(RangeFunction.MIN_OVER_TIME, 2 * SECOND, 60 * SECOND, some)))
        .containsExactly(1.0);
    assertThat(values(at(RangeFunction.MIN_OVER_TIME, 2 * SECOND, 60 * SECOND, none)))
        .containsExactly(Double.NaN);
  }

  @Test
  void staleMarkersAreNoSamples() {
    Samples samples = samples(0, SECOND, 1, StaleMarker.VALUE, 3);
    assertThat(values(at(RangeFunction.COUNT_OVER_TIME, 2 * SECOND, 60 * SECOND, samples)))
        .containsExactly(2.0);
    assertThat(values(at(RangeFunction.LAST_OVER_TIME, SECOND, 60 * SECOND, samples)))
        .containsExactly(1.0);
  }

  @Test
  void changesCountNansAsOneValue() {
    Samples samples = samples(0, SECOND, 1, Double.NaN, Double.NaN, 1, 1);
    assertThat(values(at(RangeFunction.CHANGES, 4 * SECOND, 60 * SECOND, samples)))
        .containsExactly(2.0);
  }

  @Test
  void aQuantileIsInterpolatedBetweenRanks() {
    Samples samples = samples(0, SECOND, 4, 1, 3, 2);
    assertThat(values(at(RangeFunction.QUANTILE_OVER_TIME, 3 * SECOND, 60 * SECOND, samples, 0.5)))
        .containsExactly(2.5);
    assertThat(values(at(RangeFunction.QUANTILE_OVER_TIME, 3 * SECOND, 60 * SECOND, samples, 2)))
        .containsExactly(Double.POSITIVE_INFINITY);
  }

  @Test
  void aLineIsDrawnThroughTheSamples() {
    Samples samples = samples(0, 10 * SECOND, 10, 20, 30, 40);
    assertThat(values(at(RangeFunction.DERIV, 30 * SECOND, 60 * SECOND, samples)))
        .containsExactly(1.0);
    assertThat(values(at(RangeFunction.PREDICT_LINEAR, 30 * SECOND, 60 * SECOND, samples, 60)))
        .containsExactly(100.0);
  }

  @Test
  void aConstantLineHasNoSlopeAndAnInfiniteOneNone() {
    assertThat(values(at(RangeFunction.DERIV, SECOND, 60 * SECOND, samples(0, SECOND, 7, 7))))
        .containsExactly(0.0);
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(
            values(
                at(
                    RangeFunction.DERIV,
                    SECOND,
                    60 * SECOND,
                    samples(0, SECOND, infinity, infinity))))
        .containsExactly(Double.NaN);
  }

  @Test
  void deviationIsThatOfThePopulation() {
    Samples samples = samples(0, SECOND, 2, 4, 4, 4, 5, 5, 7, 9);
    assertThat(values(at(RangeFunction.STDDEV_OVER_TIME, 7 * SECOND, 60 * SECOND, samples)))
        .containsExactly(2.0);
    assertThat(values(at(RangeFunction.STDVAR_OVER_TIME, 7 * SECOND, 60 * SECOND, samples)))
        .containsExactly(4.0);
  }

  @Test
  void aFixedTimeLooksAtTheSameWindowAtEveryStep() {
    Samples samples = samples(0, SECOND, 1, 2, 3, 4);
    ReferenceTime fixed = new ReferenceTime(OptionalLong.of(2 * SECOND), SECOND);
    Grid grid =
        new RangeKernel(RangeFunction.SUM_OVER_TIME, 10 * SECOND, fixed, new Steps(0, SECOND, 3))
            .apply(samples, List.of(), new Remarks());
    assertThat(values(grid)).containsExactly(3.0, 3.0, 3.0);
  }

  /// What a function remembers from one window for the next must not be seen.
  @ParameterizedTest
  @EnumSource
  void aWindowAmongOthersIsTheSameAsAlone(RangeFunction function) {
    Random random = new Random(function.ordinal());
    for (int round = 0; round < 40; round++) {
      Samples samples = uneven(random, 5 + random.nextInt(60));
      long window = (1 + random.nextInt(8)) * 7 * SECOND;
      Steps steps = new Steps(random.nextInt(20_000), 1 + random.nextInt(15_000), 60);
      double[] parameters = {0.3, 0.6};
      int count = function == RangeFunction.DOUBLE_EXPONENTIAL_SMOOTHING ? 2 : 1;
      Grid together =
          new RangeKernel(function, window, ReferenceTime.EVALUATION, steps)
              .apply(
                  samples,
                  Arrays.stream(parameters, 0, count)
                      .mapToObj(value -> Grid.constant(steps, value))
                      .toList(),
                  new Remarks());
      for (int step = 0; step < steps.count(); step++) {
        double[] own = Arrays.copyOf(parameters, count);
        Grid alone = at(function, steps.time(step), window, samples, own);
        assertThat(values(together).get(step)).isEqualTo(values(alone).getFirst());
      }
    }
  }

  /// Mostly every 10 seconds, with gaps, resets, equal values, NaN and infinities.
  private static Samples uneven(Random random, int size) {
    long[] times = new long[size];
    double[] values = new double[size];
    long time = 0;
    double value = 0;
    for (int i = 0; i < size; i++) {
      time += random.nextInt(6) == 0 ? 1 + random.nextInt(60_000) : 10 * SECOND;
      value =
          switch (random.nextInt(20)) {
            case 0, 1 -> random.nextDouble();
            case 2 -> Double.NaN;
            case 3 -> random.nextInt(4) == 0 ? Double.POSITIVE_INFINITY : 0;
            case 4, 5, 6 -> value;
            default -> value + random.nextInt(100);
          };
      times[i] = time;
      values[i] = value;
    }
    return new Samples(times, values, size);
  }
}
