package dev.firebucket.query.histogram;

import static dev.firebucket.query.histogram.HistogramSketch.bounds;
import static dev.firebucket.query.histogram.HistogramSketch.custom;
import static dev.firebucket.query.histogram.HistogramSketch.exponential;
import static dev.firebucket.query.histogram.HistogramSketch.negative;
import static dev.firebucket.query.histogram.HistogramSketch.zero;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.histogram.WorkingHistogram.Finding;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingHistogramTest {
  private static FloatHistogram sum(FloatHistogram a, FloatHistogram b) {
    WorkingHistogram sum = WorkingHistogram.of(a);
    sum.add(b);
    return sum.compact().finish();
  }

  @Test
  void bucketsOfOneSchemaAreAddedByTheirIndex() {
    FloatHistogram sum = sum(exponential(1, 0, 1, 2, 3), exponential(1, 2, 10, 0, 20));

    assertThat(sum.positiveSpans()).containsExactly(new Span(0, 3), new Span(1, 1));
    assertThat(sum.positiveBuckets()).containsExactly(1, 2, 13, 20);
    assertThat(sum.count()).isEqualTo(36);
    assertThat(sum.sum()).isEqualTo(72);
  }

  @Test
  void theFinerOfTwoIsBroughtToTheCoarser() {
    FloatHistogram sum = sum(exponential(2, 1, 1, 1, 1, 1, 1), exponential(0, 1, 10));

    assertThat(sum.schema()).isZero();
    assertThat(sum.positiveSpans()).containsExactly(new Span(1, 2));
    assertThat(sum.positiveBuckets()).containsExactly(14, 1);
  }

  @Test
  void negativeBucketsStandOnTheirOwn() {
    FloatHistogram sum = sum(exponential(0, 0, 5), negative(0, 1, 2));

    assertThat(sum.positiveBuckets()).containsExactly(5);
    assertThat(sum.negativeBuckets()).containsExactly(2);
    assertThat(sum.negativeSpans()).containsExactly(new Span(1, 1));
  }

  @Test
  void aWiderZeroBucketTakesInWhatLiesWithinIt() {
    FloatHistogram sum = sum(zero(0, 0.25, 1, -1, 2, 3, 4), zero(0, 1, 10, 5, 7));

    assertThat(sum.zeroThreshold()).isEqualTo(1);
    assertThat(sum.zeroCount()).isEqualTo(1 + 2 + 3 + 10);
    assertThat(sum.positiveSpans()).containsExactly(new Span(1, 1), new Span(3, 1));
    assertThat(sum.positiveBuckets()).containsExactly(4, 7);
  }

  @Test
  void aZeroBucketThatWouldEndInsideAFilledOneGrowsToItsEnd() {
    FloatHistogram sum = sum(zero(0, 0, 0, 1, 6), zero(0, 1.5, 1, 5, 7));

    assertThat(sum.zeroThreshold()).isEqualTo(2);
    assertThat(sum.zeroCount()).isEqualTo(7);
    assertThat(sum.positiveBuckets()).containsExactly(7);
  }

  @Test
  void aZeroBucketWhoseWidthIsNoNumberEndsNoQuery() {
    FloatHistogram sum = sum(zero(0, Double.NaN, 1, 0, 2), zero(0, 0.1, 1, 0, 3));

    assertThat(sum.positiveBuckets()).containsExactly(5);
  }

  @Test
  void customBoundsThatDifferAreCutToThoseThatBothHave() {
    WorkingHistogram sum = WorkingHistogram.of(custom(bounds(1, 2, 4), 1, 2, 3, 4));

    assertThat(sum.add(custom(bounds(2, 3, 4), 10, 20, 30, 40)))
        .containsExactly(Finding.RECONCILED_BOUNDS);
    FloatHistogram result = sum.finish();
    assertThat(result.customBounds()).containsExactly(2, 4);
    assertThat(result.positiveBuckets()).containsExactly(13, 53, 44);
  }

  @Test
  void customBoundsWithNothingInCommonLeaveOneBucket() {
    FloatHistogram sum = sum(custom(bounds(1), 2, 3), custom(bounds(5), 10, 20));

    assertThat(sum.customBounds()).isEmpty();
    assertThat(sum.positiveBuckets()).containsExactly(35);
  }

  @Test
  void customBucketsAndAStandardSchemaHaveNoSum() {
    FloatHistogram custom = custom(bounds(1), 2, 3);
    WorkingHistogram sum = WorkingHistogram.of(custom);

    assertThat(sum.add(exponential(0, 0, 1))).containsExactly(Finding.INCOMPATIBLE);
    assertThat(sum.finish()).isEqualTo(custom);
  }

  @Test
  void aDifferenceMayFallBelowZero() {
    WorkingHistogram difference = WorkingHistogram.of(exponential(0, 0, 1, 2));
    difference.subtract(exponential(0, 0, 1, 5));
    FloatHistogram result = difference.compact().finish();

    assertThat(result.positiveSpans()).containsExactly(new Span(1, 1));
    assertThat(result.positiveBuckets()).containsExactly(-3);
    assertThat(result.count()).isEqualTo(-3);
  }

  @Test
  void whatRoundingLosesIsPaidBackAtTheEnd() {
    WorkingHistogram sum = WorkingHistogram.of(exponential(0, 0, 1e100));
    sum.addCompensated(WorkingHistogram.of(exponential(0, 0, 1)));
    sum.addCompensated(WorkingHistogram.of(exponential(0, 0, -1e100)));
    FloatHistogram result = sum.settle().finish();

    assertThat(result.positiveBuckets()).containsExactly(1);
    assertThat(result.count()).isEqualTo(1);
    assertThat(result.sum()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN, UNKNOWN, UNKNOWN, false",
    "UNKNOWN, NOT_RESET, UNKNOWN, false",
    "NOT_RESET, UNKNOWN, UNKNOWN, false",
    "GAUGE, RESET, GAUGE, false",
    "NOT_RESET, GAUGE, GAUGE, false",
    "RESET, RESET, RESET, false",
    "RESET, NOT_RESET, UNKNOWN, true"
  })
  void hintsOfTwoMakeOne(ResetHint a, ResetHint b, ResetHint expected, boolean collide) {
    WorkingHistogram sum = WorkingHistogram.of(exponential(0, 0, 1).withResetHint(a));

    assertThat(sum.add(exponential(0, 0, 1).withResetHint(b)).contains(Finding.RESET_COLLISION))
        .isEqualTo(collide);
    assertThat(sum.finish().resetHint()).isEqualTo(expected);
  }

  @Test
  void dividedByZeroTheBucketsVanish() {
    FloatHistogram result = WorkingHistogram.of(zero(0, 0.1, 1, 0, 2)).divide(0).finish();

    assertThat(result.count()).isInfinite();
    assertThat(result.zeroCount()).isInfinite();
    assertThat(result.positiveBuckets()).isEmpty();
  }

  @Test
  void timesANegativeNumberItIsAGauge() {
    FloatHistogram result = WorkingHistogram.of(exponential(0, 0, 3)).multiply(-2).finish();

    assertThat(result.positiveBuckets()).containsExactly(-6);
    assertThat(result.resetHint()).isEqualTo(ResetHint.GAUGE);
  }

  @Test
  void aMeanIsCarriedOnWhereTheSumWouldOverflow() {
    HistogramMean mean = new HistogramMean(exponential(0, 0, 1.5e308));
    mean.add(exponential(0, 0, 1.5e308));
    mean.add(exponential(0, 0, 1.5e308));

    assertThat(mean.result().finish().positiveBuckets()[0]).isBetween(1.4999e308, 1.5001e308);
  }
}
