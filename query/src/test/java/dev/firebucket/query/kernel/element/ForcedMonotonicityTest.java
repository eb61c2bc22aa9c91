package dev.firebucket.query.kernel.element;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.time.Steps;
import org.junit.jupiter.api.Test;

/// Prometheus counts in 64 bits: its own count is added to itself at every step.
class ForcedMonotonicityTest {
  private static final int STEPS = 101;

  private static ForcedMonotonicity raisedAt(int... steps) {
    ForcedMonotonicity forced = new ForcedMonotonicity(Steps.between(0, STEPS - 1, 1));
    for (int step : steps) {
      forced.add(step, 0, 1, 10);
    }
    return forced;
  }

  @Test
  void theFirstStepWithSomethingRaisedCountsOnce() {
    assertThat(raisedAt(STEPS - 1).samples()).isEqualTo(1);
    assertThat(raisedAt(STEPS - 1, STEPS - 1).samples()).isEqualTo(2);
  }

  @Test
  void everyLaterStepDoublesWhatWasCounted() {
    assertThat(raisedAt(STEPS - 3).samples()).isEqualTo(4);
    assertThat(raisedAt(STEPS - 2, STEPS - 1).samples()).isEqualTo(4);
  }

  @Test
  void aCountThatOverflowedToZeroIsStillACount() {
    assertThat(raisedAt(0).samples()).isZero();
    assertThat(raisedAt(0, STEPS - 1).samples()).isEqualTo(2);
  }
}
