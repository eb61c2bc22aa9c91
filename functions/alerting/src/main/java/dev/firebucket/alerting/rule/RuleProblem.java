package dev.firebucket.alerting.rule;

import dev.firebucket.config.yaml.YamlPosition;

/// Something wrong in a rule file.
///
/// @param position where
/// @param message what, in Prometheus' words
public record RuleProblem(YamlPosition position, String message) {
  /// `file:line:column: message`.
  @Override
  public String toString() {
    return position + ": " + message;
  }
}
