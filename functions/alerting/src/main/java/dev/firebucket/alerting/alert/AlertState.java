package dev.firebucket.alerting.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The state of an alert.
///
/// ```text
///            seen                held for `for`              let go
/// (nothing) ------> PendingAlert --------------> FiringAlert --------> ResolvedAlert --15 m--> (nothing)
///                       |  let go                    | seen            | seen
///                       v                            v                 v
///                   (nothing)                   FiringAlert       PendingAlert
/// ```
///
/// Each evaluation calls [#seen] or [#letGo] once, or neither where samples are missing that may
/// give the alert. With `keep_firing_for` a firing alert that was let go keeps firing for that
/// long.
public sealed interface AlertState {
  /// Since when the expression holds, without a break.
  Instant activeAt();

  /// As the API and the `alertstate` label name it: `pending`, `firing` or `inactive`.
  String wireName();

  /// The next state when the expression gave the alert again.
  ///
  /// @param now of the evaluation
  /// @param hold the rule's `for`, which may have changed since
  AlertState seen(Instant now, Duration hold);

  /// The next state when the expression did not give the alert; empty when nothing is left of it.
  Optional<AlertState> letGo(Instant now, Duration hold, Duration keepFiringFor);

  /// The state of an alert that is new: pending, and firing at once when there is nothing to wait
  /// for.
  static AlertState begin(Instant now, Duration hold) {
    return new PendingAlert(now).seen(now, hold);
  }

  /// An alert that has not been there for long enough.
  record PendingAlert(Instant activeAt) implements AlertState {
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

  /// An alert that is sent to the Alertmanagers.
  ///
  /// @param firedAt when it began to fire: `startsAt` of its notifications
  /// @param keptSince since when it fires only because of `keep_firing_for`
  record FiringAlert(Instant activeAt, Instant firedAt, Optional<Instant> keptSince)
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

    /// A rule whose `for` was made longer takes a firing alert back until it has held for that
    /// long.
    private AlertState pendingAgain(Instant now, Duration hold) {
      boolean tooYoung = Duration.between(activeAt, now).compareTo(hold) < 0;
      return tooYoung ? new PendingAlert(activeAt) : this;
    }
  }

  /// An alert that fired and has ended. It is kept for 15 minutes, so that every Alertmanager
  /// learns of it, even one that was down.
  record ResolvedAlert(Instant activeAt, Instant firedAt, Instant resolvedAt)
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
}
