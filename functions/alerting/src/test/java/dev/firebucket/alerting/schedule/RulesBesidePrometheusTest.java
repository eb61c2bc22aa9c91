package dev.firebucket.alerting.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firebucket.alerting.evaluation.PrometheusWithRules;
import dev.firebucket.alerting.evaluation.RuleBench;
import dev.firebucket.alerting.notify.Notifier;
import dev.firebucket.alerting.status.AlertStatus;
import dev.firebucket.alerting.status.RuleGroupStatus;
import dev.firebucket.alerting.status.RuleStatus;
import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.testsupport.PrometheusPeer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real Prometheus evaluates the same rules: states, errors, alerts and series are the same.
class RulesBesidePrometheusTest {
  /// No data is needed: every expression makes its own.
  private static final String RULES =
      """
      groups:
        - name: recording
          labels: {team: a, tier: x}
          rules:
            - {record: base, expr: 'label_replace(vector(5), "job", "j", "", "")'}
            - {record: chained, expr: base * 2, labels: {tier: y, extra: e}}
            - {record: nameless, expr: 'sum(base)', labels: {team: ""}}
            - {record: scalar, expr: '42'}
            - {record: text, expr: '"text"'}
            - {record: many, expr: 'chained + on(nope) group_left vector(1)'}
            - {record: same, expr: 'label_replace(vector(1),"a","1","","") or label_replace(vector(2),"a","2","","")', labels: {a: x}}
            - {record: matching, expr: '(label_replace(vector(1),"a","1","","") or label_replace(vector(2),"a","2","","")) + on() (label_replace(vector(1),"a","1","","") or label_replace(vector(2),"a","2","",""))'}
            - {record: empty, expr: 'vector(1) > 2'}
            - {record: special, expr: 'vector(NaN) or vector(Inf)'}
        - name: alerting
          labels: {team: a, severity: none}
          rules:
            - alert: Firing
              expr: label_replace(vector(7.25), "instance", "db:9100", "", "") > 1
              labels: {severity: page, shown: '{{ $labels.instance }} {{ $value }}'}
              annotations: {summary: '{{ $labels.instance | stripPort }} is {{ $value | humanize }} in {{ $externalLabels.region }}'}
            - alert: Pending
              expr: vector(1)
              for: 1h
              keep_firing_for: 5m
            - {alert: Inactive, expr: 'vector(1) > 2', annotations: {a: b}}
            - {alert: Emptied, expr: 'vector(1)', labels: {gone: '{{ if false }}x{{ end }}'}}
            - {alert: Wrong, expr: 'vector(1)', labels: {l: '{{ .Nope }}'}, annotations: {a: '{{ first (query "vector(1) > 2") }}'}}
            - {alert: Same, expr: 'label_replace(vector(1),"a","1","","") or label_replace(vector(2),"a","2","","")', labels: {a: x}}
            - {alert: OfAlerts, expr: 'ALERTS{alertname="Firing"}', annotations: {a: '{{ $labels.alertname }} {{ $labels.alertstate }}'}}
            - {alert: Named, expr: 'label_replace(vector(1), "alertname", "Mine", "", "")'}
        - name: limited
          limit: 1
          rules:
            - {record: toomany, expr: 'label_replace(vector(1),"a","1","","") or label_replace(vector(2),"a","2","","")'}
            - {alert: TooMany, expr: 'label_replace(vector(1),"a","1","","") or label_replace(vector(2),"a","2","","")'}
      """;

  private static final String SERIES =
      "{__name__=~\"ALERTS.*|base|chained|nameless|scalar|text|many|same|matching|empty|special\"}";

  @TempDir Path folder;

  @Test
  void statesErrorsAlertsAndSeriesAreTheSame() throws Exception {
    List<String> theirRules;
    Map<String, String> theirSeries;
    try (PrometheusPeer prometheus = PrometheusWithRules.start(folder, RULES)) {
      awaitEvaluations(prometheus);
      theirRules = rulesOf(prometheus.json("/api/v1/rules"));
      theirSeries =
          seriesOf(
              prometheus.json(
                  "/api/v1/query?query=" + URLEncoder.encode(SERIES, StandardCharsets.UTF_8)));
    }
    assertThat(theirRules).hasSize(20);
    assertThat(theirSeries).hasSizeGreaterThan(15);
    try (RuleBench bench = new RuleBench(folder.resolve("data"));
        HttpClientFactory clients = new HttpClientFactory()) {
      RuleService service =
          new RuleService(
              bench.environment(),
              new Notifier(clients, InstantSource.system()),
              ParserFeatures.DEFAULT);
      service.load(new ConfigLoader().load(folder.resolve("prometheus.yml")));
      for (int second = 0; second < 4; second++) {
        for (var group : service.running()) {
          bench.evaluate(group, RuleBench.at(second));
        }
      }
      assertThat(rulesOf(service.groups())).isEqualTo(theirRules);
      assertThat(seriesOf(bench.query(4, SERIES))).isEqualTo(theirSeries);
    }
  }

  private static void awaitEvaluations(PrometheusPeer prometheus) throws Exception {
    long end = System.nanoTime() + 30_000_000_000L;
    while (System.nanoTime() < end) {
      JsonNode rules = prometheus.json("/api/v1/rules");
      List<String> health = rules.findValuesAsText("health");
      // The first round leaves ALERTS out until the state is restored.
      boolean alerts =
          !prometheus.json("/api/v1/query?query=ALERTS").path("data").path("result").isEmpty();
      if (alerts && !health.isEmpty() && !health.contains("unknown")) {
        Thread.sleep(2_500);
        return;
      }
      Thread.sleep(200);
    }
    throw new AssertionError("Prometheus did not evaluate its rules");
  }

  private static Map<String, String> labelsOf(JsonNode node) {
    Map<String, String> labels = new TreeMap<>();
    node.properties().forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
    return labels;
  }

  private static List<String> rulesOf(JsonNode answer) {
    List<String> rules = new ArrayList<>();
    for (JsonNode group : answer.path("data").path("groups")) {
      String head = group.path("name").asText() + " " + group.path("limit").asInt();
      for (JsonNode rule : group.path("rules")) {
        String common =
            head
                + " | "
                + rule.path("name").asText()
                + " | "
                + rule.path("query").asText()
                + " | "
                + labelsOf(rule.path("labels"))
                + " | "
                + rule.path("health").asText()
                + " | "
                + rule.path("lastError").asText();
        if (rule.path("type").asText().equals("recording")) {
          rules.add(common);
          continue;
        }
        List<String> alerts = new ArrayList<>();
        for (JsonNode alert : rule.path("alerts")) {
          alerts.add(
              labelsOf(alert.path("labels"))
                  + " "
                  + labelsOf(alert.path("annotations"))
                  + " "
                  + alert.path("state").asText()
                  + " "
                  + alert.path("value").asText());
        }
        alerts.sort(null);
        rules.add(
            common
                + " | "
                + rule.path("state").asText()
                + " "
                + rule.path("duration").asDouble()
                + " "
                + rule.path("keepFiringFor").asDouble()
                + " "
                + labelsOf(rule.path("annotations"))
                + " "
                + alerts);
      }
    }
    return rules;
  }

  private static List<String> rulesOf(List<RuleGroupStatus> groups) {
    List<String> rules = new ArrayList<>();
    for (RuleGroupStatus group : groups) {
      String head = group.definition().name() + " " + group.definition().limit();
      for (RuleStatus status : group.rules()) {
        rules.add(
            switch (status) {
              case RuleStatus.Recording recording ->
                  head
                      + " | "
                      + recording.rule().name()
                      + " | "
                      + recording.rule().query()
                      + " | "
                      + new TreeMap<>(recording.rule().labels())
                      + run(status);
              case RuleStatus.Alerting alerting ->
                  head
                      + " | "
                      + alerting.rule().name()
                      + " | "
                      + alerting.rule().query()
                      + " | "
                      + new TreeMap<>(alerting.rule().labels())
                      + run(status)
                      + " | "
                      + alerting.state()
                      + " "
                      + (double) alerting.rule().hold().toSeconds()
                      + " "
                      + (double) alerting.rule().keepFiringFor().toSeconds()
                      + " "
                      + new TreeMap<>(alerting.rule().annotations())
                      + " "
                      + alerting.alerts().stream()
                          .map(RulesBesidePrometheusTest::text)
                          .sorted()
                          .toList();
            });
      }
    }
    return rules;
  }

  private static String run(RuleStatus status) {
    return " | " + status.run().health().wireName() + " | " + status.run().lastError();
  }

  private static String text(AlertStatus alert) {
    return alert.labels().toMap()
        + " "
        + new TreeMap<>(alert.annotations())
        + " "
        + alert.state()
        + " "
        + alert.value();
  }

  /// Values by labels; those of `ALERTS_FOR_STATE` are times and differ.
  private static Map<String, String> seriesOf(JsonNode answer) {
    Map<String, String> series = new TreeMap<>();
    for (JsonNode each : answer.path("data").path("result")) {
      LabelSet labels = LabelSet.of(new HashMap<>(labelsOf(each.path("metric"))));
      String value = each.path("value").get(1).asText();
      double number = value.endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(value);
      series.put(labels.toString(), shown(labels.toString(), number));
    }
    return series;
  }

  private static Map<String, String> seriesOf(Map<String, Double> values) {
    Map<String, String> series = new TreeMap<>();
    values.forEach((labels, value) -> series.put(labels, shown(labels, value)));
    return series;
  }

  private static String shown(String labels, double value) {
    return labels.startsWith("ALERTS_FOR_STATE") ? "a time" : String.valueOf(value);
  }
}
