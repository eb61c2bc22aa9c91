package dev.firebucket.config.alerting;

import dev.firebucket.config.relabel.RelabelConfig;
import java.util.List;

/// `alerting`.
///
/// @param alertRelabelConfigs rules for the labels of every alert that is sent
/// @param alertmanagers where alerts are sent
public record AlertingConfig(
    List<RelabelConfig> alertRelabelConfigs, List<AlertmanagerConfig> alertmanagers) {
  /// No Alertmanager at all.
  public static final AlertingConfig NONE = new AlertingConfig(List.of(), List.of());

  public AlertingConfig {
    alertRelabelConfigs = List.copyOf(alertRelabelConfigs);
    alertmanagers = List.copyOf(alertmanagers);
  }
}
