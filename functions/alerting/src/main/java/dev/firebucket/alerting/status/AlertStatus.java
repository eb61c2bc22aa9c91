package dev.firebucket.alerting.status;

import dev.firebucket.alerting.alert.Alert;
import dev.firebucket.alerting.alert.AlertState.FiringAlert;
import dev.firebucket.go.number.FloatText;
import dev.firebucket.storage.model.LabelSet;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// An alert that is pending or firing, as `/api/v1/alerts` shows it.
///
/// @param labels its identity
/// @param annotations as expanded last
/// @param state `pending` or `firing`
/// @param activeAt since when
/// @param keepFiringSince since when it fires only because of `keep_firing_for`
/// @param value as the API writes it: `1.5e+00`
public record AlertStatus(
    LabelSet labels,
    Map<String, String> annotations,
    String state,
    Instant activeAt,
    Optional<Instant> keepFiringSince,
    String value) {
  /// @param alert pending or firing
  public static AlertStatus of(Alert alert) {
    return new AlertStatus(
        alert.labels(),
        alert.annotations(),
        alert.state().wireName(),
        alert.state().activeAt(),
        alert.state() instanceof FiringAlert firing ? firing.keptSince() : Optional.empty(),
        FloatText.scientific(alert.value()));
  }
}
