package dev.firebucket.query.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.model.FloatHistogram;
import org.junit.jupiter.api.Test;

class BucketBoundsTest {
  private static final double[] NONE = {};

  @Test
  void powersOfTwoAreBoundsOfEverySchema() {
    for (int schema = -4; schema <= 8; schema++) {
      for (int power = -30; power <= 30; power++) {
        boolean whole = schema >= 0 || power % (1 << -schema) == 0;
        int index = schema >= 0 ? power << schema : power >> -schema;
        if (whole) {
          assertThat(BucketBounds.exponential(index, schema)).isEqualTo(Math.pow(2, power));
        }
      }
    }
  }

  @Test
  void aBoundOfACoarseSchemaIsOneOfTheFinerOnesToTheLastBit() {
    for (int index = -300; index < 300; index++) {
      assertThat(BucketBounds.exponential(2 * index, 5))
          .isEqualTo(BucketBounds.exponential(index, 4));
    }
  }

  @Test
  void boundsBetweenPowersOfTwoHaveTheDigitsOfPrometheus() {
    assertThat(BucketBounds.exponential(-1, 1)).isEqualTo(0.7071067811865475);
    assertThat(BucketBounds.exponential(1, 1)).isEqualTo(1.414213562373095);
    assertThat(BucketBounds.exponential(-2, 3)).isEqualTo(0.8408964152537144);
    assertThat(BucketBounds.exponential(-1, 8)).isEqualTo(0.9972960560854698);
  }

  @Test
  void theLastBucketOfNumbersEndsAtTheGreatestAndTheInfinitiesHaveOneBehindIt() {
    assertThat(BucketBounds.exponential(1024 << 2, 2)).isEqualTo(Double.MAX_VALUE);
    assertThat(BucketBounds.exponential((1024 << 2) + 1, 2)).isInfinite();
    assertThat(BucketBounds.exponential(64, -4)).isEqualTo(Double.MAX_VALUE);
    assertThat(BucketBounds.exponential(65, -4)).isInfinite();
  }

  @Test
  void customBoundsHaveNoBeginningAndNoEnd() {
    double[] bounds = {1, 2};
    int schema = FloatHistogram.CUSTOM_BUCKETS;
    assertThat(BucketBounds.upper(-1, schema, bounds)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(BucketBounds.upper(1, schema, bounds)).isEqualTo(2);
    assertThat(BucketBounds.upper(2, schema, bounds)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(BucketBounds.upper(0, schema, NONE)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void aBucketOfACoarserSchemaHoldsThoseThatEndWithinIt() {
    for (int index = -20; index < 20; index++) {
      double fine = BucketBounds.exponential(index, 3);
      int coarse = BucketBounds.coarser(index, 3, 1);
      assertThat(fine).isLessThanOrEqualTo(BucketBounds.exponential(coarse, 1));
      assertThat(fine).isGreaterThan(BucketBounds.exponential(coarse - 1, 1));
    }
  }
}
