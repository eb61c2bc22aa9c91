package dev.firebucket.lambda.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunEndTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  @Test
  void aTickEndsBeforeLambdaEndsTheRun() {
    RunEnd end = RunEnd.of(NOW, Duration.ofSeconds(41));

    assertThat(end.left(NOW)).isEqualTo(Duration.ofSeconds(39));
    assertThat(end.left(NOW.plusSeconds(30))).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void aRunThatLastsToItsEndDoesNotWriteItsMetrics() {
    RunEnd end = RunEnd.of(NOW, Duration.ofSeconds(55));

    assertThat(end.leavesTimeForMetrics(NOW.plusSeconds(44))).isTrue();
    assertThat(end.leavesTimeForMetrics(NOW.plusSeconds(45))).isFalse();
    assertThat(end.leavesTimeForMetrics(NOW.plusSeconds(53))).isFalse();
  }

  @Test
  void aRunWithNoTimeLeftHasNone() {
    RunEnd end = RunEnd.of(NOW, Duration.ofMillis(900));

    assertThat(end.left(NOW)).isEqualTo(Duration.ZERO);
    assertThat(end.left(NOW.plusSeconds(5))).isEqualTo(Duration.ZERO);
    assertThat(end.leavesTimeForMetrics(NOW)).isFalse();
  }
}
