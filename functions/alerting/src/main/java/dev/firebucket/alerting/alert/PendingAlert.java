package dev.firebucket.alerting.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An alert that has not been there for long enough.
public record PendingAlert(Instant activeAt) implements AlertState {
  @Override
  public String wireName() {
    return "pending";
  }

  @Override
  public AlertState seen(Instant now, Duration hold) {
    boolean held = Duration.between(activeAt, now).compareTo(hold) >= 0;
    return held ? new FiringAlert(activeAt, now, Optional.empty()) : this;
  }

  @Override
  public Optional<AlertState> letGo(Instant now, Duration hold, Duration keepFiringFor) {
    return Optional.empty();
  }
}
