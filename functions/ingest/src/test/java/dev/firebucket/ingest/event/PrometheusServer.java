package dev.firebucket.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.testsupport.PrometheusPeer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What the real Prometheus says of its targets and samples, in our types.
final class PrometheusServer implements AutoCloseable {
  private final PrometheusPeer peer;

  PrometheusServer(Path config, Path data) throws Exception {
    peer = PrometheusPeer.start(data, config);
  }

  /// What an instant query answers.
  Map<LabelSet, Double> query(String promql) throws IOException, InterruptedException {
    JsonNode answer =
        peer.json("/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8));
    Map<LabelSet, Double> values = new TreeMap<>();
    for (JsonNode series : answer.at("/data/result")) {
      values.put(labels(series.get("metric")), number(series.at("/value/1").asText()));
    }
    return values;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /// The last error of each target by job.
  Map<String, String> lastErrors() throws IOException, InterruptedException {
    Map<String, String> errors = new TreeMap<>();
    for (JsonNode target : activeTargets()) {
      errors.put(target.get("scrapePool").asText(), target.get("lastError").asText());
    }
    return errors;
  }

  /// Active targets as the API shows them: URL, labels and discovered labels, by URL.
  Map<String, String> targets() throws IOException, InterruptedException {
    Map<String, String> targets = new TreeMap<>();
    for (JsonNode target : activeTargets()) {
      targets.put(
          target.get("scrapeUrl").asText(),
          labels(target.get("labels")) + " " + labels(target.get("discoveredLabels")));
    }
    return targets;
  }

  private JsonNode activeTargets() throws IOException, InterruptedException {
    return peer.json("/api/v1/targets").at("/data/activeTargets");
  }

  private static LabelSet labels(JsonNode map) {
    Map<String, String> labels = new TreeMap<>();
    map.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return LabelSet.of(labels);
  }

  @Override
  public void close() {
    peer.close();
  }
}
