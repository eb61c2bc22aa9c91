package dev.firebucket.config.discovery;

import java.util.List;

/// All discoveries of a scrape job or of an Alertmanager section.
///
/// @param staticConfigs groups written in the configuration
/// @param fileSdConfigs groups read from files
public record DiscoveryConfigs(List<TargetGroup> staticConfigs, List<FileSdConfig> fileSdConfigs) {
  public DiscoveryConfigs {
    staticConfigs = List.copyOf(staticConfigs);
    fileSdConfigs = List.copyOf(fileSdConfigs);
  }
}
