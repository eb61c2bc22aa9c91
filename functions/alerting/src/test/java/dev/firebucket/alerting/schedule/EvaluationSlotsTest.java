package dev.firebucket.alerting.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EvaluationSlotsTest {
  private final EvaluationSlots slots = new EvaluationSlots(15_000, 4_000);

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  @Test
  void slotsLieOnAGridMovedByTheOffset() {
    assertThat(slots.atOrBefore(at(19_000))).isEqualTo(at(19_000));
    assertThat(slots.atOrBefore(at(18_999))).isEqualTo(at(4_000));
    assertThat(slots.after(at(19_000))).isEqualTo(at(34_000));
  }

  @Test
  void aMinuteHoldsFourSlotsOfFifteenSeconds() {
    assertThat(slots.between(at(0), at(60_000)))
        .containsExactly(at(4_000), at(19_000), at(34_000), at(49_000));
    assertThat(slots.count(at(0), at(60_000))).isEqualTo(4);
  }

  @Test
  void aSlotThatWasEvaluatedIsNotDueAgain() {
    assertThat(slots.between(at(19_000), at(34_000))).containsExactly(at(34_000));
    assertThat(slots.between(at(34_000), at(34_000))).isEmpty();
  }
}
