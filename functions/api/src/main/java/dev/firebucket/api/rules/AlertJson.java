package dev.firebucket.api.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.firebucket.alerting.status.AlertStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An alert of `/api/v1/alerts`.
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlertJson(
    Map<String, String> labels,
    Map<String, String> annotations,
    String state,
    Instant activeAt,
    @Nullable Instant keepFiringSince,
    String value) {
  static AlertJson of(AlertStatus alert) {
    return new AlertJson(
        alert.labels().toMap(),
        alert.annotations(),
        alert.state(),
        alert.activeAt(),
        alert.keepFiringSince().orElse(null),
        alert.value());
  }
}
