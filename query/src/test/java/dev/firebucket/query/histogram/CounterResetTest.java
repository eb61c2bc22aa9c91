package dev.firebucket.query.histogram;

import static dev.firebucket.query.histogram.HistogramSketch.bounds;
import static dev.firebucket.query.histogram.HistogramSketch.custom;
import static dev.firebucket.query.histogram.HistogramSketch.exponential;
import static dev.firebucket.query.histogram.HistogramSketch.zero;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CounterResetTest {
  private static boolean reset(FloatHistogram previous, FloatHistogram current) {
    return CounterReset.between(previous, current);
  }

  @Test
  void aCounterThatGrowsHasNotBegunAnew() {
    assertThat(reset(exponential(1, 0, 1, 2), exponential(1, -1, 5, 1, 2, 3))).isFalse();
  }

  @Test
  void aBucketThatFellOrVanishedTellsOfAReset() {
    assertThat(reset(exponential(1, 0, 1, 2), exponential(1, 0, 5, 1))).isTrue();
    assertThat(reset(exponential(1, 0, 1, 2), exponential(1, 1, 9))).isTrue();
    assertThat(reset(exponential(1, 0, 0, 2), exponential(1, 1, 9))).isFalse();
  }

  @Test
  void aFinerResolutionTellsOfAResetACoarserOneNeedNot() {
    assertThat(reset(exponential(0, 1, 3), exponential(1, 1, 3, 3))).isTrue();
    assertThat(reset(exponential(1, 1, 3, 3), exponential(0, 1, 6))).isFalse();
    assertThat(reset(exponential(1, 1, 3, 3), exponential(0, 1, 5, 9))).isTrue();
  }

  @Test
  void aZeroBucketMayGrowToTheEndOfABucketButNotIntoOne() {
    assertThat(reset(zero(0, 0.5, 1, 0, 2), zero(0, 1, 3, 1, 4))).isFalse();
    assertThat(reset(zero(0, 0.5, 1, 0, 2), zero(0, 1, 2, 1, 4))).isTrue();
    assertThat(reset(zero(0, 0.5, 1, 0, 2), zero(0, 0.7, 3, 1, 4))).isTrue();
    assertThat(reset(zero(0, 0.5, 1, 0, 2), zero(0, 0.25, 3, 0, 4))).isTrue();
  }

  @Test
  void customBoundsMayChangeAsLongAsWhatBothHaveDoesNotFall() {
    FloatHistogram before = custom(bounds(1, 2, 4), 1, 1, 1, 1);
    assertThat(reset(before, custom(bounds(2, 4, 8), 2, 1, 1, 0))).isFalse();
    assertThat(reset(before, custom(bounds(2, 4, 8), 1, 9, 9, 9))).isTrue();
    assertThat(reset(before, exponential(0, 0, 9))).isTrue();
  }

  @Test
  void bucketsInsideTheZeroBucketDoNotCountWhereLayoutsAreTheSame() {
    assertThat(reset(zero(0, 1, 1, 0, 5, 3), zero(0, 1, 9, 0, 4, 3))).isFalse();
    assertThat(reset(zero(0, 1, 1, 0, 5, 3), zero(0, 1, 9, 0, 5, 2))).isTrue();
    assertThat(reset(zero(0, 0.1, 3, 0, 5, 3), zero(0, 0.1, 2, 0, 9, 9))).isTrue();
  }

  @Test
  void aHintSavesLooking() {
    FloatHistogram few = exponential(0, 0, 1);
    FloatHistogram many = exponential(0, 0, 5);
    assertThat(reset(few, many.withResetHint(ResetHint.RESET))).isTrue();
    assertThat(reset(many, few.withResetHint(ResetHint.NOT_RESET))).isFalse();
    assertThat(reset(many, few.withResetHint(ResetHint.GAUGE))).isTrue();
  }

  private static ResetHint stored(@Nullable FloatHistogram before, FloatHistogram histogram) {
    return CounterReset.withHintAsStored(before, histogram).resetHint();
  }

  @Test
  void aStoredSampleIsKnownToContinueTheOneBeforeIt() {
    FloatHistogram few = exponential(0, 0, 1);
    FloatHistogram many = exponential(0, 0, 5);
    assertThat(stored(few, many)).isEqualTo(ResetHint.NOT_RESET);
    assertThat(stored(many, few)).isEqualTo(ResetHint.UNKNOWN);
    assertThat(stored(null, few)).isEqualTo(ResetHint.UNKNOWN);
    assertThat(stored(few, many.withResetHint(ResetHint.RESET))).isEqualTo(ResetHint.UNKNOWN);
    assertThat(stored(few, many.withResetHint(ResetHint.GAUGE))).isEqualTo(ResetHint.GAUGE);
    assertThat(stored(few, exponential(-1, 0, 9))).isEqualTo(ResetHint.UNKNOWN);
  }
}
