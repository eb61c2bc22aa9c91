package dev.firebucket.query.kernel.element;

import static dev.firebucket.query.grid.GridSketch.grid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.histogram.Remarks;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramKernelTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /// Buckets to 1, 2 and +Inf, given out of order.
  private static final double[] BOUNDS = {INF, 1, 2};

  private static HistogramKernel.Answer quantile(
      double quantile, double toInfinity, double toOne, double toTwo) {
    return HistogramKernel.quantile(
        HistogramKernel.Input.classic(BOUNDS, List.of(grid(toInfinity), grid(toOne), grid(toTwo))),
        grid(quantile),
        new Remarks());
  }

  private static double fraction(double lower, double upper, double inf, double one, double two) {
    return HistogramKernel.fraction(
            HistogramKernel.Input.classic(BOUNDS, List.of(grid(inf), grid(one), grid(two))),
            grid(lower),
            grid(upper),
            new Remarks())
        .value(0);
  }

  @Test
  void aQuantileIsInterpolatedInItsBucket() {
    assertThat(quantile(0.5, 10, 4, 8).grid().value(0)).isEqualTo(1.25);
    assertThat(quantile(0.2, 10, 4, 8).grid().value(0)).isEqualTo(0.5);
  }

  @Test
  void aQuantileInTheLastBucketIsItsLowerBound() {
    assertThat(quantile(0.99, 10, 4, 8).grid().value(0)).isEqualTo(2);
  }

  @Test
  void noObservationsOrNoInfiniteBucketGiveNan() {
    assertThat(quantile(0.5, 0, 0, 0).grid().value(0)).isNaN();
    assertThat(
            HistogramKernel.quantile(
                    HistogramKernel.Input.classic(
                        new double[] {1, 2}, List.of(grid(1.0), grid(2.0))),
                    grid(0.5),
                    new Remarks())
                .grid()
                .value(0))
        .isNaN();
  }

  @Test
  void countsThatFallAreRaisedAndToldOf() {
    HistogramKernel.Answer answer = quantile(0.5, 12, 9, 5);
    assertThat(answer.grid().value(0)).isEqualTo(6.0 / 9);
    assertThat(answer.forced().leastBound()).isEqualTo(2);
    assertThat(answer.forced().greatestBound()).isEqualTo(2);
    assertThat(answer.forced().greatestDifference()).isEqualTo(4);
    assertThat(answer.forced().samples()).isEqualTo(1);
    assertThat(quantile(0.5, 12, 9, 9 - 1e-13).forced().isEmpty()).isTrue();
  }

  @Test
  void aFractionCountsTheObservationsBetween() {
    assertThat(fraction(0, 1, 10, 4, 8)).isEqualTo(0.4);
    assertThat(fraction(0.5, 1.5, 10, 4, 8)).isEqualTo(0.4);
    assertThat(fraction(1, INF, 10, 4, 8)).isEqualTo(0.6);
    assertThat(fraction(2, 1, 10, 4, 8)).isZero();
  }
}
