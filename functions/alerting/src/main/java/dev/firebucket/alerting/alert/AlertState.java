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
/// Each evaluation calls [#seen] or [#letGo] once. With `keep_firing_for` a firing alert that was
/// let go keeps firing for that long.
public sealed interface AlertState permits PendingAlert, FiringAlert, ResolvedAlert {
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
}
