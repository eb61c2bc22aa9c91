package dev.firebucket.alerting.evaluation;

import dev.firebucket.testsupport.PrometheusPeer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// The real Prometheus, evaluating the same rules each second.
public final class PrometheusWithRules {
  /// Under which it believes that its users reach it.
  public static final URI EXTERNAL = URI.create("http://prom.example:9090/path");

  /// The configuration; the rules are in the same folder.
  public static final String CONFIG =
      "global: {evaluation_interval: 1s, external_labels: {region: eu}}\nrule_files: [rules.yml]\n";

  private PrometheusWithRules() {}

  /// Starts it. Where it is not installed the test is skipped, and fails in CI.
  ///
  /// @param folder for `prometheus.yml`, `rules.yml` and its data
  /// @param rules YAML, or JSON
  public static PrometheusPeer start(Path folder, String rules)
      throws IOException, InterruptedException {
    Path config = Files.writeString(folder.resolve("prometheus.yml"), CONFIG);
    Files.writeString(folder.resolve("rules.yml"), rules);
    return PrometheusPeer.start(
        folder, config, "--web.external-url=" + EXTERNAL, "--web.route-prefix=/");
  }
}
