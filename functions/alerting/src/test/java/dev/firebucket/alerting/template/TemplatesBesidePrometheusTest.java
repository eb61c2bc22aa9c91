package dev.firebucket.alerting.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firebucket.alerting.evaluation.PrometheusWithRules;
import dev.firebucket.alerting.template.function.FunctionContext;
import dev.firebucket.alerting.template.value.AlertData;
import dev.firebucket.go.value.Value;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.testsupport.PrometheusPeer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real Prometheus expands hundreds of awkward templates in the annotations of its rules; ours
/// must give the same text, errors included.
class TemplatesBesidePrometheusTest {
  private static final String LABELS =
      "label_replace(label_replace(vector(%s), \"job\", \"node exporter\", \"\", \"\"),"
          + " \"instance\", \"db-1.example.com:9100\", \"\", \"\")";
  private static final URI EXTERNAL = PrometheusWithRules.EXTERNAL;

  @TempDir Path folder;

  private record Case(String template, String value) {}

  @Test
  void everyTemplateExpandsToTheSameText() throws Exception {
    List<Case> cases = cases();
    Map<Integer, String> theirs;
    try (PrometheusPeer prometheus = PrometheusWithRules.start(folder, ruleFile(cases))) {
      theirs = annotations(prometheus, cases.size());
    }
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < cases.size(); i++) {
      softly
          .assertThat(ours(i, cases.get(i)))
          .as("%s with %s", cases.get(i).template(), cases.get(i).value())
          .isEqualTo(theirs.get(i));
    }
    softly.assertAll();
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String template : TemplateSamples.OF_NUMBERS) {
      TemplateSamples.VALUES.forEach(value -> cases.add(new Case(template, value)));
    }
    TemplateSamples.OF_LABELS.forEach(template -> cases.add(new Case(template, "1.5")));
    return cases;
  }

  private static String ruleFile(List<Case> cases) throws Exception {
    List<Map<String, Object>> rules = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      rules.add(
          Map.of(
              "alert", "A" + i,
              "expr", LABELS.formatted(cases.get(i).value()),
              "annotations", Map.of("text", cases.get(i).template())));
    }
    return new ObjectMapper()
        .writeValueAsString(Map.of("groups", List.of(Map.of("name", "g", "rules", rules))));
  }

  private static Map<Integer, String> annotations(PrometheusPeer prometheus, int count)
      throws Exception {
    Map<Integer, String> texts = new LinkedHashMap<>();
    long end = System.nanoTime() + 30_000_000_000L;
    while (texts.size() < count && System.nanoTime() < end) {
      Thread.sleep(200);
      for (JsonNode alert : prometheus.json("/api/v1/alerts").path("data").path("alerts")) {
        int number = Integer.parseInt(alert.path("labels").path("alertname").asText().substring(1));
        texts.put(number, alert.path("annotations").path("text").asText());
      }
    }
    assertThat(texts).as("alerts that Prometheus evaluated").hasSize(count);
    return texts;
  }

  private static String ours(int number, Case each) {
    double value =
        switch (each.value()) {
          case "Inf" -> Double.POSITIVE_INFINITY;
          case "-Inf" -> Double.NEGATIVE_INFINITY;
          default -> Double.parseDouble(each.value());
        };
    LabelSet labels = LabelSet.of("job", "node exporter", "instance", "db-1.example.com:9100");
    AlertData data =
        new AlertData(
            labels, LabelSet.of("region", "eu"), EXTERNAL.toString(), new Value.Real(value));
    FunctionContext context =
        new FunctionContext(TemplatesBesidePrometheusTest::answer, EXTERNAL, 0);
    return AlertTemplate.of("A" + number, each.template()).expand(data, context);
  }

  /// What the few queries of the samples give.
  private static List<VectorSample> answer(String expression) {
    if (expression.equals("vector(7)")) {
      return List.of(new VectorSample(LabelSet.EMPTY, 0, 7, null));
    }
    if (expression.startsWith("label_replace")) {
      return List.of(
          new VectorSample(LabelSet.of("l", "b"), 0, 1, null),
          new VectorSample(LabelSet.of("l", "a"), 0, 2, null));
    }
    return List.of();
  }
}
