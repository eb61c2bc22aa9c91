package dev.firebucket.config.alerting;

import dev.firebucket.config.discovery.DiscoveryConfigs;
import dev.firebucket.config.http.HttpClientConfig;
import dev.firebucket.config.relabel.RelabelConfig;
import java.time.Duration;
import java.util.List;

/// One item of `alertmanagers`: a set of Alertmanagers that share settings. They speak API v2.
///
/// @param scheme `http` or `https`
/// @param pathPrefix goes before `/api/v2/alerts`
/// @param timeout of a request
/// @param discovery where the addresses come from
/// @param relabelConfigs rules for the Alertmanagers as targets
/// @param alertRelabelConfigs rules for the alerts sent to these
/// @param httpClient authorization, TLS, proxy, headers
public record AlertmanagerConfig(
    String scheme,
    String pathPrefix,
    Duration timeout,
    DiscoveryConfigs discovery,
    List<RelabelConfig> relabelConfigs,
    List<RelabelConfig> alertRelabelConfigs,
    HttpClientConfig httpClient) {
  public AlertmanagerConfig {
    relabelConfigs = List.copyOf(relabelConfigs);
    alertRelabelConfigs = List.copyOf(alertRelabelConfigs);
  }
}
