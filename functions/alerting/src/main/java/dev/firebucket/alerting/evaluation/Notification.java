package dev.firebucket.alerting.evaluation;

import dev.firebucket.storage.model.LabelSet;
import java.time.Instant;
import java.util.Map;

/// An alert on its way to the Alertmanagers.
///
/// @param labels its identity; external labels come later
/// @param annotations expanded
/// @param startsAt when it began to fire
/// @param endsAt when it ended, or until when it holds if nothing more is heard
/// @param generatorUrl a page that shows its expression
public record Notification(
    LabelSet labels,
    Map<String, String> annotations,
    Instant startsAt,
    Instant endsAt,
    String generatorUrl) {
  public Notification {
    annotations = Map.copyOf(annotations);
  }
}
