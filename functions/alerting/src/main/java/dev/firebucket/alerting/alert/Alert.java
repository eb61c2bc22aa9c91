package dev.firebucket.alerting.alert;

import dev.firebucket.alerting.alert.AlertState.FiringAlert;
import dev.firebucket.alerting.alert.AlertState.PendingAlert;
import dev.firebucket.alerting.alert.AlertState.ResolvedAlert;
import dev.firebucket.storage.model.LabelSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One alert of a rule: what it is about, and where it stands.
///
/// @param labels its identity, `alertname` among them
/// @param annotations expanded at the last evaluation that gave it
/// @param value of the expression at that evaluation; 0 for a histogram
/// @param state where it stands
/// @param lastSentAt when it was last handed to the notifier
public record Alert(
    LabelSet labels,
    Map<String, String> annotations,
    double value,
    AlertState state,
    Optional<Instant> lastSentAt) {
  public Alert {
    annotations = Map.copyOf(annotations);
  }

  /// Whether it is pending or firing.
  public boolean isActive() {
    return switch (state) {
      case PendingAlert pending -> true;
      case FiringAlert firing -> true;
      case ResolvedAlert resolved -> false;
    };
  }

  /// The alert as the next evaluation gave it: values and annotations are new, the state continues.
  public Alert seenAs(Alert fresh, Instant now, Duration hold) {
    AlertState next = state.seen(now, hold);
    boolean restarted = !isActive() || next instanceof PendingAlert;
    return new Alert(
        labels, fresh.annotations, fresh.value, next, restarted ? Optional.empty() : lastSentAt);
  }

  /// The alert after an evaluation that did not give it; empty when nothing is left of it.
  public Optional<Alert> letGo(Instant now, Duration hold, Duration keepFiringFor) {
    return state
        .letGo(now, hold, keepFiringFor)
        .map(
            next ->
                new Alert(
                    labels,
                    annotations,
                    value,
                    next,
                    next instanceof PendingAlert ? Optional.empty() : lastSentAt));
  }

  /// Whether it should be sent to the Alertmanagers now: it fires or is resolved, and was not sent
  /// since `resendDelay` or since it was resolved.
  public boolean needsSending(Instant now, Duration resendDelay) {
    return switch (state) {
      case PendingAlert pending -> false;
      case FiringAlert firing -> isDue(now, resendDelay);
      case ResolvedAlert resolved ->
          lastSentAt.isEmpty()
              || resolved.resolvedAt().isAfter(lastSentAt.get())
              || isDue(now, resendDelay);
    };
  }

  private boolean isDue(Instant now, Duration resendDelay) {
    return lastSentAt.isEmpty() || lastSentAt.get().plus(resendDelay).isBefore(now);
  }

  /// The same alert, handed to the notifier.
  public Alert sentAt(Instant now) {
    return new Alert(labels, annotations, value, state, Optional.of(now));
  }

  /// The same alert in another state.
  public Alert withState(AlertState other) {
    return new Alert(labels, annotations, value, other, lastSentAt);
  }
}
