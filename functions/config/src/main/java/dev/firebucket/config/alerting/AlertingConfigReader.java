package dev.firebucket.config.alerting;

import dev.firebucket.config.discovery.DiscoveryConfigs;
import dev.firebucket.config.discovery.DiscoveryReader;
import dev.firebucket.config.http.HttpClientConfig;
import dev.firebucket.config.http.HttpClientConfigReader;
import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.config.relabel.RelabelConfig;
import dev.firebucket.config.relabel.RelabelConfigReader;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.UnsupportedSectionException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `alerting`, with Prometheus' checks and defaults.
public final class AlertingConfigReader {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private final NameValidationScheme scheme;
  private final Path directory;

  /// @param scheme which names relabelling may make
  /// @param directory that relative paths begin at
  public AlertingConfigReader(NameValidationScheme scheme, Path directory) {
    this.scheme = scheme;
    this.directory = directory;
  }

  /// Reads the field `alerting` of the whole configuration.
  public AlertingConfig read(YamlFields whole) throws ConfigException {
    Optional<YamlNode> node = whole.node("alerting");
    if (node.isEmpty()) {
      return AlertingConfig.NONE;
    }
    YamlFields fields = YamlFields.of(node.get(), "config.plain");
    List<RelabelConfig> alertRelabelConfigs =
        rules(fields, "alert_relabel_configs", "empty or null alert relabeling rule");
    List<AlertmanagerConfig> alertmanagers = new ArrayList<>();
    for (YamlNode item : fields.nodes("alertmanagers", "config.AlertmanagerConfigs")) {
      alertmanagers.add(alertmanager(item));
    }
    fields.finish();
    return new AlertingConfig(alertRelabelConfigs, alertmanagers);
  }

  private AlertmanagerConfig alertmanager(YamlNode node) throws ConfigException {
    if (node.isNull()) {
      throw node.position().error("empty or null Alertmanager config section");
    }
    YamlFields fields = YamlFields.of(node, "config.AlertmanagerConfig");
    HttpClientConfig httpClient = HttpClientConfigReader.read(fields, directory);
    DiscoveryConfigs discovery = DiscoveryReader.read(fields, directory);
    requireVersion(fields);
    AlertmanagerConfig config =
        new AlertmanagerConfig(
            fields.text("scheme", "http"),
            fields.text("path_prefix", ""),
            fields.duration("timeout", DEFAULT_TIMEOUT),
            discovery,
            rules(fields, "relabel_configs", "empty or null Alertmanager target relabeling rule"),
            rules(
                fields,
                "alert_relabel_configs",
                "empty or null Alertmanager alert relabeling rule"),
            httpClient);
    Optional<YamlNode> sigv4 = fields.node("sigv4");
    fields.finish();
    if (sigv4.isPresent()
        && (httpClient.basicAuth() != null
            || httpClient.authorization() != null
            || fields.isSet("oauth2"))) {
      throw fields.error(
          "at most one of basic_auth, authorization, oauth2, & sigv4 must be configured");
    }
    if (config.relabelConfigs().isEmpty()) {
      DiscoveryReader.requireHostNames(fields, discovery);
    }
    if (sigv4.isPresent()) {
      throw new UnsupportedSectionException(
          fields.position("sigv4"), "sigv4", "use basic_auth or authorization");
    }
    HttpClientConfigReader.refuseForeign(fields);
    DiscoveryReader.refuseForeign(fields);
    return config;
  }

  private static void requireVersion(YamlFields fields) throws ConfigException {
    String version = fields.text("api_version", "v2");
    if (!version.equals("v2")) {
      throw fields.error(
          "api_version", "expected Alertmanager api version to be one of [v2] but got " + version);
    }
  }

  private List<RelabelConfig> rules(YamlFields fields, String field, String emptyRule)
      throws ConfigException {
    return RelabelConfigReader.read(fields, field, emptyRule, scheme);
  }
}
