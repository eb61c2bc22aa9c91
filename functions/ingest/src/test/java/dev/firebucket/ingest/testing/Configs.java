package dev.firebucket.ingest.testing;

import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.yaml.ConfigException;
import java.nio.file.Path;

/// Configurations written in tests.
public final class Configs {
  private Configs() {}

  /// Loads a whole `prometheus.yml`.
  public static PrometheusConfig load(Path folder, String yaml) {
    try {
      return new ConfigLoader().loadText(folder.resolve("prometheus.yml"), yaml);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /// A configuration of one job `test` with these settings, each line indented by nothing.
  public static PrometheusConfig job(String settings) {
    return load(
        Path.of("/etc"), "scrape_configs:\n- job_name: test\n" + settings.strip().indent(2));
  }

  /// A configuration of one job `test` that scrapes one address.
  public static PrometheusConfig job(String address, String settings) {
    return job(
        "static_configs: [{targets: ['"
            + address
            + "']}]\nscrape_interval: 10s\n"
            + "scrape_timeout: 2s\n"
            + settings);
  }
}
