package dev.firebucket.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.ingest.discovery.JobDiscovery;
import dev.firebucket.ingest.testing.Configs;
import dev.firebucket.testsupport.PrometheusPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gives the same discovery and relabelling to the real Prometheus and to ours, and compares URL,
/// labels and discovered labels of every target.
final class TargetsBesidePrometheusTest {
  private static final String YAML =
      """
      global: {scrape_interval: 90s, scrape_timeout: 1500ms}
      scrape_configs:
      - job_name: plain
        static_configs: [{targets: ['127.0.0.1:1', 'localhost', '[::1]:2'], labels: {env: prod}}]
      - job_name: files
        file_sd_configs: [{files: ['t/*.yml', 't/b.json']}]
        relabel_configs:
        - {source_labels: [__meta_filepath], regex: '.*/', target_label: folder}
        - {source_labels: [__meta_filepath], regex: '.*/(.*)', target_label: file}
        - {source_labels: [__meta_zone, env], separator: '/', target_label: place}
        - {regex: '__meta_(.*)', action: labelmap}
        - {source_labels: [__address__], regex: '.*:9', action: drop}
        - {regex: filepath, action: labeldrop}
      - job_name: probe
        metrics_path: /pro be
        scheme: https
        params: {module: [http 2xx, 'b*~é'], debug: ['true'], empty: []}
        static_configs: [{targets: ['a.example:1', 'b.example:2', 'a.example:1']}]
        relabel_configs:
        - {source_labels: [__address__], target_label: __param_target}
        - {source_labels: [__param_target], target_label: instance}
        - {target_label: __address__, replacement: '127.0.0.1:1'}
        - {source_labels: [instance], regex: 'b.*', target_label: __scrape_interval__, replacement: 2m}
        - {source_labels: [instance], target_label: shard, modulus: 7, action: hashmod}
      - job_name: overridden
        static_configs:
        - targets: ['127.0.0.1:3']
          labels: {job: other, __metrics_path__: x/y, __scheme__: https, __param_q: '1 2', instance: me}
      """;

  @TempDir Path folder;

  @Test
  void everyTargetIsTheSame() throws Exception {
    PrometheusPeer.require();
    Path targets = Files.createDirectory(folder.resolve("t"));
    Files.writeString(
        targets.resolve("a.yml"),
        "- targets: ['127.0.0.1:4', '127.0.0.1:9']\n  labels: {__meta_zone: z1, env: e1}\n");
    Files.writeString(
        targets.resolve("b.json"),
        "[{\"targets\": [\"127.0.0.1:5\"], \"labels\": {\"__meta_zone\": \"z2\"}}]");
    Path file = Files.writeString(folder.resolve("prometheus.yml"), YAML);
    Path data = Files.createDirectory(folder.resolve("prometheus"));
    Map<String, String> ours = ours();
    assertThat(ours).hasSize(8);
    try (PrometheusServer theirs = new PrometheusServer(file, data)) {
      for (int attempt = 0; attempt < 150 && theirs.targets().size() < ours.size(); attempt++) {
        Thread.sleep(100);
      }
      assertThat(ours).isEqualTo(theirs.targets());
    }
  }

  private Map<String, String> ours() {
    Map<String, String> targets = new TreeMap<>();
    for (ScrapeConfig job : Configs.load(folder, YAML).scrapeConfigs()) {
      new JobDiscovery(job)
          .refresh(Instant.EPOCH)
          .active()
          .forEach(
              target ->
                  targets.put(
                      target.url(), target.publicLabels() + " " + target.discoveredLabels()));
    }
    return targets;
  }
}
