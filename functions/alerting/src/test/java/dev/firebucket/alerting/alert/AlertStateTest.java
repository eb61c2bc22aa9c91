package dev.firebucket.alerting.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.alerting.alert.AlertState.FiringAlert;
import dev.firebucket.alerting.alert.AlertState.PendingAlert;
import dev.firebucket.alerting.alert.AlertState.ResolvedAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertStateTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HOLD = Duration.ofMinutes(5);

  private static Instant at(int minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  @Test
  void anAlertWaitsForItsHoldThenFires() {
    AlertState state = AlertState.begin(START, HOLD);
    assertThat(state).isEqualTo(new PendingAlert(START));
    assertThat(state.seen(at(4), HOLD)).isEqualTo(new PendingAlert(START));
    assertThat(state.seen(at(5), HOLD)).isEqualTo(new FiringAlert(START, at(5), Optional.empty()));
  }

  @Test
  void anAlertWithoutAHoldFiresAtOnce() {
    assertThat(AlertState.begin(START, Duration.ZERO))
        .isEqualTo(new FiringAlert(START, START, Optional.empty()));
  }

  @Test
  void aPendingAlertThatIsLetGoLeavesNothing() {
    assertThat(new PendingAlert(START).letGo(at(1), HOLD, Duration.ofHours(1))).isEmpty();
  }

  @Test
  void aFiringAlertThatIsLetGoIsResolvedAndForgottenAfterFifteenMinutes() {
    AlertState firing = new FiringAlert(START, at(5), Optional.empty());
    AlertState resolved = firing.letGo(at(10), HOLD, Duration.ZERO).orElseThrow();
    assertThat(resolved).isEqualTo(new ResolvedAlert(START, at(5), at(10)));
    assertThat(resolved.letGo(at(25), HOLD, Duration.ZERO)).contains(resolved);
    assertThat(resolved.letGo(at(26), HOLD, Duration.ZERO)).isEmpty();
  }

  @Test
  void anAlertKeptFiringIsResolvedOnlyAfterThatTime() {
    AlertState firing = new FiringAlert(START, at(5), Optional.empty());
    Duration keep = Duration.ofMinutes(3);
    AlertState kept = firing.letGo(at(10), HOLD, keep).orElseThrow();
    assertThat(kept).isEqualTo(new FiringAlert(START, at(5), Optional.of(at(10))));
    assertThat(kept.letGo(at(12), HOLD, keep)).contains(kept);
    assertThat(kept.letGo(at(13), HOLD, keep)).contains(new ResolvedAlert(START, at(5), at(13)));
  }

  @Test
  void anAlertThatComesBackWhileItIsKeptForgetsThatItWasGone() {
    AlertState kept = new FiringAlert(START, at(5), Optional.of(at(10)));
    assertThat(kept.seen(at(11), HOLD)).isEqualTo(new FiringAlert(START, at(5), Optional.empty()));
  }

  @Test
  void aResolvedAlertThatComesBackBeginsAnew() {
    AlertState resolved = new ResolvedAlert(START, at(5), at(10));
    assertThat(resolved.seen(at(12), HOLD)).isEqualTo(new PendingAlert(at(12)));
  }

  @Test
  void aHoldThatWasMadeLongerTakesAFiringAlertBack() {
    AlertState firing = new FiringAlert(START, at(5), Optional.empty());
    assertThat(firing.seen(at(6), Duration.ofMinutes(10))).isEqualTo(new PendingAlert(START));
  }
}
