package dev.firebucket.alerting.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An alert that fired and has ended. It is kept for 15 minutes, so that every Alertmanager learns
/// of it, even one that was down.
public record ResolvedAlert(Instant activeAt, Instant firedAt, Instant resolvedAt)
    implements AlertState {
  /// How long a resolved alert is still sent.
  public static final Duration RETENTION = Duration.ofMinutes(15);

  @Override
  public String wireName() {
    return "inactive";
  }

  /// An alert that comes back starts from the beginning.
  @Override
  public AlertState seen(Instant now, Duration hold) {
    return AlertState.begin(now, hold);
  }

  @Override
  public Optional<AlertState> letGo(Instant now, Duration hold, Duration keepFiringFor) {
    boolean old = Duration.between(resolvedAt, now).compareTo(RETENTION) > 0;
    return old ? Optional.empty() : Optional.of(this);
  }
}
