package dev.firebucket.query.histogram;

import static dev.firebucket.query.histogram.HistogramSketch.bounds;
import static dev.firebucket.query.histogram.HistogramSketch.custom;
import static dev.firebucket.query.histogram.HistogramSketch.exponential;
import static dev.firebucket.query.histogram.HistogramSketch.negative;
import static dev.firebucket.query.histogram.HistogramSketch.zero;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// What is estimated of observations of which only the bucket is known.
class HistogramEstimatesTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-12);

  private final Remarks remarks = new Remarks();

  private double quantile(double quantile, FloatHistogram histogram) {
    return HistogramQuantile.of(quantile, histogram, remarks);
  }

  private double fraction(double lower, double upper, FloatHistogram histogram) {
    return HistogramFraction.between(lower, upper, histogram, remarks);
  }

  /// Observations of NaN beside those of the buckets.
  private static FloatHistogram withNaNs(double nans, double... buckets) {
    FloatHistogram known = exponential(0, 1, buckets);
    return new FloatHistogram(
        0,
        0,
        0,
        known.count() + nans,
        Double.NaN,
        known.positiveSpans(),
        buckets,
        List.of(),
        new double[0],
        new double[0],
        ResetHint.UNKNOWN);
  }

  @Test
  void aQuantileIsInterpolatedOnALogarithmicScale() {
    // All between 1 and 4: the middle of (1, 4] on a logarithmic scale is 2.
    assertThat(quantile(0.5, exponential(-1, 1, 10))).isEqualTo(2);
    assertThat(quantile(0.5, exponential(0, 1, 10))).isEqualTo(1.414213562373095, CLOSE);
    assertThat(quantile(0.25, negative(-1, 1, 10))).isEqualTo(-2.82842712474619, CLOSE);
  }

  @Test
  void aQuantileIsInterpolatedLinearlyInCustomBucketsAndTheZeroBucket() {
    assertThat(quantile(0.5, custom(bounds(2, 4), 0, 10, 0))).isEqualTo(3);
    assertThat(quantile(0.25, zero(0, 1, 10, 5, 10))).isEqualTo(0.5);
    assertThat(quantile(0.5, zero(0, 1, 10, 5))).isZero();
  }

  @Test
  void theEndlessBucketsOfCustomBoundsGiveTheirOnlyBound() {
    assertThat(quantile(0.99, custom(bounds(2, 4), 1, 1, 8))).isEqualTo(4);
    assertThat(quantile(0.1, custom(bounds(-2, 4), 8, 1, 1))).isEqualTo(-2);
    assertThat(quantile(0.5, custom(bounds(4, 8), 10, 0, 0))).isEqualTo(2);
  }

  @Test
  void whatIsNoQuantileGivesInfinitiesAndNoObservationsGiveNan() {
    FloatHistogram some = exponential(0, 1, 10);
    assertThat(quantile(-0.1, some)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(quantile(1.1, some)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(quantile(Double.NaN, some)).isNaN();
    assertThat(quantile(0.5, exponential(0, 1))).isNaN();
  }

  @Test
  void observationsOfNanLieAboveAllOthersAndAreToldOf() {
    assertThat(quantile(1, withNaNs(5, 5))).isNaN();
    assertThat(remarks.found()).containsExactly(Remark.QUANTILE_IS_NAN);
  }

  @Test
  void belowTheObservationsOfNanAQuantileIsSkewed() {
    assertThat(quantile(0.25, withNaNs(5, 5))).isEqualTo(1.414213562373095, CLOSE);
    assertThat(remarks.found()).containsExactly(Remark.QUANTILE_IS_SKEWED);
  }

  @Test
  void aFractionIsTheInverseOfAQuantile() {
    FloatHistogram histogram = exponential(0, 0, 1, 2, 3, 4);
    for (double quantile = 0.05; quantile < 1; quantile += 0.1) {
      double value = quantile(quantile, histogram);
      assertThat(fraction(Double.NEGATIVE_INFINITY, value, histogram)).isEqualTo(quantile, CLOSE);
    }
  }

  @Test
  void aFractionBetweenNothingIsZeroAndOfNothingIsNan() {
    assertThat(fraction(2, 1, exponential(0, 0, 1))).isZero();
    assertThat(fraction(0, Double.NaN, exponential(0, 0, 1))).isNaN();
    assertThat(fraction(0, 1, exponential(0, 0))).isNaN();
  }

  @Test
  void observationsOfNanAreInNoFraction() {
    double all = fraction(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, withNaNs(5, 15));
    assertThat(all).isEqualTo(0.75);
    assertThat(remarks.found()).containsExactly(Remark.NAN_IS_IN_NO_FRACTION);
  }

  @Test
  void theVarianceTakesEachBucketForOneValue() {
    // Two buckets of custom bounds, around 1 and around 3; the sum says that the mean is 2.
    FloatHistogram twice = custom(bounds(0, 2, 4), 0, 5, 5, 0);
    FloatHistogram around2 =
        new FloatHistogram(
            FloatHistogram.CUSTOM_BUCKETS,
            0,
            0,
            10,
            20,
            List.of(new Span(0, 4)),
            twice.positiveBuckets(),
            List.of(),
            new double[0],
            twice.customBounds(),
            ResetHint.UNKNOWN);
    assertThat(HistogramVariance.of(around2)).isEqualTo(1);
  }

  @Test
  void trimmingKeepsOneSideAndDividesTheBucketInBetween() {
    FloatHistogram lower = HistogramTrim.of(custom(bounds(0, 2, 4), 0, 6, 6, 0), 3, true);
    assertThat(lower.count()).isEqualTo(9);
    assertThat(lower.positiveBuckets()).containsExactly(6, 3);
    assertThat(lower.sum()).isEqualTo(6 * 1 + 3 * 2.5);

    FloatHistogram upper = HistogramTrim.of(exponential(0, 1, 4, 8), 2, false);
    assertThat(upper.positiveBuckets()).containsExactly(8);
    assertThat(upper.count()).isEqualTo(8);
  }

  @Test
  void trimmingWhereNothingLiesChangesNothing() {
    FloatHistogram histogram = exponential(0, 1, 4, 8);
    assertThat(HistogramTrim.of(histogram, 100, true)).isSameAs(histogram);
    assertThat(HistogramTrim.of(histogram, -1, false)).isSameAs(histogram);
  }

  @Test
  void trimmingDividesTheZeroBucketEvenly() {
    FloatHistogram kept = HistogramTrim.of(zero(0, 1, 10, 5, 4), 0.25, true);
    assertThat(kept.zeroCount()).isEqualTo(2.5);
    assertThat(kept.positiveBuckets()).isEmpty();
    assertThat(kept.sum()).isEqualTo(2.5 * 0.125);
  }
}
