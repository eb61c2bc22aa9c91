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
import org.junit.jupiter.api.Test;

class HistogramTextTest {
  @Test
  void bucketsAreWrittenWithTheirBoundsFromTheLowestOn() {
    FloatHistogram both = WorkingHistogram.of(zero(0, 0.25, 3, 0, 1, 0, 2.5)).compact().finish();
    assertThat(HistogramText.of(both))
        .isEqualTo("{count:6.5, sum:13, [-0.25,0.25]:3, (0.5,1]:1, (2,4]:2.5}");
    assertThat(HistogramText.of(negative(0, 0, 1, 2)))
        .isEqualTo("{count:3, sum:-3, [-2,-1):2, [-1,-0.5):1}");
    assertThat(HistogramText.of(custom(bounds(1, 2), 1, 0, 3)))
        .isEqualTo("{count:4, sum:4, [-Inf,1]:1, (2,+Inf]:3}");
  }

  @Test
  void histogramsAreTheSameWhereTheirDataIsWhateverIsKnownOfResets() {
    FloatHistogram histogram = exponential(0, 0, 1, 2);
    assertThat(
            HistogramEquality.same(
                histogram, exponential(0, 0, 1, 2).withResetHint(ResetHint.GAUGE)))
        .isTrue();
    assertThat(HistogramEquality.same(histogram, exponential(1, 0, 1, 2))).isFalse();
    assertThat(HistogramEquality.same(histogram, exponential(0, 1, 1, 2))).isFalse();
  }

  @Test
  void spansMayBeCutDifferentlyButAnEmptyBucketMakesADifference() {
    FloatHistogram cut =
        new FloatHistogram(
            0,
            0,
            0,
            3,
            6,
            List.of(new Span(0, 1), new Span(0, 0), new Span(0, 1)),
            new double[] {1, 2},
            List.of(),
            new double[0],
            new double[0],
            ResetHint.UNKNOWN);
    assertThat(HistogramEquality.same(exponential(0, 0, 1, 2), cut)).isTrue();
    assertThat(HistogramEquality.same(exponential(0, 0, 1, 2, 0), cut)).isFalse();
  }
}
