package dev.firebucket.alerting.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An alert that is sent to the Alertmanagers.
///
/// @param firedAt when it began to fire: `startsAt` of its notifications
/// @param keptSince since when it fires only because of `keep_firing_for`
public record FiringAlert(Instant activeAt, Instant firedAt, Optional<Instant> keptSince)
    implements AlertState {
  @Override
  public String wireName() {
    return "firing";
  }

  @Override
  public AlertState seen(Instant now, Duration hold) {
    return new FiringAlert(activeAt, firedAt, Optional.empty()).pendingAgain(now, hold);
  }

  @Override
  public Optional<AlertState> letGo(Instant now, Duration hold, Duration keepFiringFor) {
    Instant since = keptSince.orElse(now);
    if (Duration.between(since, now).compareTo(keepFiringFor) < 0) {
      return Optional.of(
          new FiringAlert(activeAt, firedAt, Optional.of(since)).pendingAgain(now, hold));
    }
    return Optional.of(new ResolvedAlert(activeAt, firedAt, now));
  }

  /// A rule whose `for` was made longer takes a firing alert back until it has held for that long.
  private AlertState pendingAgain(Instant now, Duration hold) {
    boolean tooYoung = Duration.between(activeAt, now).compareTo(hold) < 0;
    return tooYoung ? new PendingAlert(activeAt) : this;
  }
}
