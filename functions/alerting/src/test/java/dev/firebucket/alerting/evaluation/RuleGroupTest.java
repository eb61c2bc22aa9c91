package dev.firebucket.alerting.evaluation;

import static dev.firebucket.alerting.evaluation.RuleBench.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.alerting.status.RuleHealth;
import dev.firebucket.alerting.status.RuleStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleGroupTest {
  @TempDir Path folder;
  private RuleBench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new RuleBench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aRecordedSeriesCarriesTheRulesNameAndLabels() throws Exception {
    bench.sample(0, 3, "__name__", "m", "job", "a", "drop", "x");
    RuleGroup group =
        bench.group(
            "groups: [{name: g, labels: {team: t}, rules: [{record: r, expr: m * 2, labels:"
                + " {drop: '', zone: z}}]}]");
    bench.evaluate(group, at(10));
    assertThat(bench.query(10, "r")).isEqualTo(Map.of("r{job=\"a\", team=\"t\", zone=\"z\"}", 6.0));
  }

  @Test
  void aRuleSeesWhatTheRuleBeforeItRecordedAndTheGroupWritesOnce() throws Exception {
    bench.sample(0, 3, "__name__", "m");
    RuleGroup group =
        bench.group(
            "groups: [{name: g, rules: [{record: a, expr: m}, {record: b, expr: m + 1},"
                + " {record: c, expr: a + b}, {record: d, expr: m + 2}]}]");
    bench.evaluate(group, at(10));
    assertThat(bench.query(10, "c")).isEqualTo(Map.of("c", 7.0));
    assertThat(bench.takeWrites()).isEqualTo(1);
  }

  @Test
  void rulesThatDoNotReadEachOtherBecomeOneObject() throws Exception {
    bench.sample(0, 3, "__name__", "m");
    RuleGroup group =
        bench.group(
            "groups: [{name: g, rules: [{record: a, expr: m}, {record: b, expr: m},"
                + " {alert: A, expr: m > 1}]}]");
    bench.evaluate(group, at(10));
    assertThat(bench.takeWrites()).isEqualTo(1);
  }

  @Test
  void aSelectorWithoutANameMayReadEverything() throws Exception {
    bench.sample(0, 3, "__name__", "m");
    RuleGroup group =
        bench.group(
            "groups: [{name: g, rules: [{record: a, expr: m, labels: {x: y}},"
                + " {record: n, expr: 'count({x=\"y\"})'}]}]");
    bench.evaluate(group, at(10));
    assertThat(bench.query(10, "n")).isEqualTo(Map.of("n", 1.0));
  }

  @Test
  void aSeriesThatVanishesGetsAStaleMarker() throws Exception {
    bench.sample(0, 3, "__name__", "m");
    RuleGroup group = bench.group("groups: [{name: g, rules: [{record: r, expr: m < 5}]}]");
    bench.evaluate(group, at(10));
    assertThat(bench.query(15, "r")).hasSize(1);
    bench.sample(20, 9, "__name__", "m");
    bench.evaluate(group, at(20));
    assertThat(bench.query(25, "r")).isEmpty();
    assertThat(bench.query(19, "r")).hasSize(1);
  }

  @Test
  void aSeriesThatMovesFromOneRuleToAnotherGoesOn() throws Exception {
    bench.sample(0, 1, "__name__", "m");
    RuleGroup group =
        bench.group(
            "groups: [{name: g, rules: [{record: r, expr: m > 5}, {record: r, expr: m <= 5}]}]");
    bench.evaluate(group, at(10));
    bench.sample(20, 9, "__name__", "m");
    bench.evaluate(group, at(20));
    assertThat(bench.query(25, "r")).isEqualTo(Map.of("r", 9.0));
    bench.sample(30, 2, "__name__", "m");
    bench.evaluate(group, at(30));
    assertThat(bench.query(35, "r")).isEqualTo(Map.of("r", 2.0));
  }

  @Test
  void samplesWithEqualLabelsAfterTheRulesLabelsFailTheRule() throws Exception {
    bench.sample(0, 1, "__name__", "m", "a", "1");
    bench.sample(0, 1, "__name__", "m", "a", "2");
    RuleGroup group =
        bench.group(
            "groups: [{name: g, rules: [{record: r, expr: m, labels: {a: x}},"
                + " {alert: A, expr: m, labels: {a: x}}, {record: ok, expr: m}]}]");
    bench.evaluate(group, at(10));
    assertThat(group.status().rules())
        .extracting(rule -> rule.run().lastError())
        .containsExactly(
            "vector contains metrics with the same labelset after applying rule labels",
            "vector contains metrics with the same labelset after applying alert labels",
            "");
    assertThat(bench.query(10, "r")).isEmpty();
    assertThat(bench.query(10, "ok")).hasSize(2);
  }

  @Test
  void aRuleBeyondTheLimitOfItsGroupFailsAndLosesItsAlerts() throws Exception {
    bench.sample(0, 1, "__name__", "m", "a", "1");
    RuleGroup group =
        bench.group(
            "groups: [{name: g, limit: 1, rules: [{record: r, expr: m}, {alert: A, expr: m}]}]");
    bench.evaluate(group, at(10));
    assertThat(group.status().alerts()).hasSize(1);
    bench.sample(15, 1, "__name__", "m", "a", "2");
    bench.evaluate(group, at(20));
    assertThat(group.status().rules())
        .extracting(rule -> rule.run().lastError())
        .containsExactly("exceeded limit of 1 with 2 series", "exceeded limit of 1 with 2 alerts");
    assertThat(group.status().alerts()).isEmpty();
  }

  @Test
  void aRuleThatFailsLeavesTheOthersAlone() throws Exception {
    bench.sample(0, 1, "__name__", "m", "a", "1");
    bench.sample(0, 1, "__name__", "m", "a", "2");
    RuleGroup group =
        bench.group(
            "groups: [{name: g, rules: [{record: bad, expr: m + on() m}, {record: ok, expr: m}]}]");
    bench.evaluate(group, at(10));
    assertThat(group.status().rules().getFirst().run().health()).isEqualTo(RuleHealth.ERROR);
    assertThat(group.status().rules().getFirst().run().lastError()).contains("many-to-many");
    assertThat(bench.query(10, "ok")).hasSize(2);
    assertThat(group.metrics().evaluationFailures()).isEqualTo(1);
    assertThat(group.metrics().evaluations()).isEqualTo(2);
  }

  @Test
  void aGroupWithAnOffsetLooksBackAndWritesThere() throws Exception {
    bench.sample(0, 1, "__name__", "m");
    bench.sample(50, 2, "__name__", "m");
    RuleGroup group =
        bench.group(
            "groups: [{name: g, query_offset: 20s, rules: [{record: r, expr: m},"
                + " {alert: A, expr: m}]}]");
    bench.evaluate(group, at(60));
    assertThat(bench.query(40, "r")).isEqualTo(Map.of("r", 1.0));
    assertThat(bench.query(39, "r")).isEmpty();
    assertThat(bench.query(40, "ALERTS")).hasSize(1);
  }

  @Test
  void anAlertIsTwoSeriesAndItsOldStateEnds() throws Exception {
    bench.sample(0, 1, "__name__", "m", "job", "j");
    RuleGroup group =
        bench.group(
            "groups: [{name: g, rules: [{alert: A, expr: m > 0, for: 30s, labels:"
                + " {sev: page, v: '{{ $value }}'}}]}]");
    bench.evaluate(group, at(0));
    String labels = "alertname=\"A\", alertstate=\"%s\", job=\"j\", sev=\"page\", v=\"1\"}";
    assertThat(bench.query(0, "ALERTS"))
        .isEqualTo(Map.of("ALERTS{" + labels.formatted("pending"), 1.0));
    assertThat(bench.query(0, "ALERTS_FOR_STATE"))
        .isEqualTo(
            Map.of(
                "ALERTS_FOR_STATE{alertname=\"A\", job=\"j\", sev=\"page\", v=\"1\"}",
                (double) at(0).getEpochSecond()));
    bench.evaluate(group, at(30));
    assertThat(bench.query(31, "ALERTS"))
        .isEqualTo(Map.of("ALERTS{" + labels.formatted("firing"), 1.0));
    bench.sample(40, 0, "__name__", "m", "job", "j");
    bench.evaluate(group, at(60));
    assertThat(bench.query(61, "{__name__=~'ALERTS.*'}")).isEmpty();
  }

  @Test
  void aFiringAlertIsSentAgainEachMinuteAndItsEndIsTold() throws Exception {
    bench.sample(0, 1, "__name__", "m");
    RuleGroup group = bench.group("groups: [{name: g, rules: [{alert: A, expr: m > 0}]}]");
    bench.evaluate(group, at(0));
    Notification first = bench.takeSent().getFirst();
    assertThat(first.startsAt()).isEqualTo(at(0));
    assertThat(first.endsAt()).isEqualTo(at(240));
    assertThat(first.generatorUrl())
        .isEqualTo("http://fire.example/graph?g0.expr=m+%3E+0&g0.tab=1");
    bench.evaluate(group, at(30));
    bench.evaluate(group, at(60));
    assertThat(bench.takeSent()).isEmpty();
    bench.evaluate(group, at(90));
    assertThat(bench.takeSent()).hasSize(1);
    bench.sample(95, 0, "__name__", "m");
    bench.evaluate(group, at(120));
    Notification last = bench.takeSent().getFirst();
    assertThat(last.startsAt()).isEqualTo(at(0));
    assertThat(last.endsAt()).isEqualTo(at(120));
  }

  @Test
  void aPendingAlertIsNotSent() throws Exception {
    bench.sample(0, 1, "__name__", "m");
    RuleGroup group = bench.group("groups: [{name: g, rules: [{alert: A, expr: m > 0, for: 1m}]}]");
    bench.evaluate(group, at(0));
    assertThat(bench.takeSent()).isEmpty();
  }

  @Test
  void aStoreThatRefusesSamplesFailsTheRuleAndTheSeriesEndsLater() throws Exception {
    bench.sample(0, 1, "__name__", "m");
    RuleGroup group = bench.group("groups: [{name: g, rules: [{record: r, expr: m < 5}]}]");
    bench.evaluate(group, at(10));
    bench.refuse(true);
    bench.sample(15, 9, "__name__", "m");
    bench.evaluate(group, at(20));
    assertThat(group.status().rules().getFirst().run().lastError()).contains("the bucket refuses");
    bench.refuse(false);
    bench.evaluate(group, at(30));
    assertThat(group.status().rules().getFirst().run().health()).isEqualTo(RuleHealth.OK);
    assertThat(bench.query(35, "r")).isEmpty();
  }

  @Test
  void aRestartForgetsNothing() throws Exception {
    bench.sample(0, 1, "__name__", "m", "job", "j");
    String rules =
        "groups: [{name: g, rules: [{alert: A, expr: m > 0, for: 1m}, {record: r, expr: m > 0}]}]";
    bench.evaluate(bench.group(rules), at(0));
    bench.evaluate(bench.group(rules), at(30));
    RuleGroup third = bench.group(rules);
    bench.evaluate(third, at(60));
    assertThat(third.status().rules().getFirst())
        .isInstanceOfSatisfying(
            RuleStatus.Alerting.class,
            rule -> {
              assertThat(rule.state()).isEqualTo("firing");
              assertThat(rule.alerts().getFirst().activeAt()).isEqualTo(at(0));
            });
    assertThat(bench.takeSent()).hasSize(1);
    bench.sample(70, 0, "__name__", "m", "job", "j");
    bench.evaluate(bench.group(rules), at(90));
    assertThat(bench.query(91, "r")).isEmpty();
    assertThat(bench.query(91, "ALERTS")).isEmpty();
    assertThat(bench.takeSent()).hasSize(1);
  }

  @Test
  void aLongOutageDoesNotCountAsTimeThatAnAlertWasThere() throws Exception {
    bench.sample(0, 1, "__name__", "m");
    String rules = "groups: [{name: g, rules: [{alert: A, expr: m > 0, for: 10m}]}]";
    bench.evaluate(bench.group(rules), at(0));
    bench.sample(1800, 1, "__name__", "m");
    RuleGroup after = bench.group(rules);
    bench.evaluate(after, at(1800));
    assertThat(after.status().alerts().getFirst().state()).isEqualTo("pending");
    assertThat(after.status().alerts().getFirst().activeAt()).isEqualTo(at(1770));
  }

  @Test
  void aRuleThatLeavesItsGroupEndsItsSeries() throws Exception {
    bench.sample(0, 1, "__name__", "m");
    bench.evaluate(
        bench.group("groups: [{name: g, rules: [{record: a, expr: m}, {record: b, expr: m}]}]"),
        at(10));
    bench.evaluate(bench.group("groups: [{name: g, rules: [{record: b, expr: m}]}]"), at(20));
    assertThat(bench.query(25, "a")).isEmpty();
    assertThat(bench.query(25, "b")).hasSize(1);
  }

  @Test
  void anUnchangedStateIsNotWrittenAgain() throws Exception {
    bench.sample(0, 1, "__name__", "m");
    RuleGroup group = bench.group("groups: [{name: g, rules: [{record: r, expr: m}]}]");
    bench.evaluate(group, at(10));
    String key = bench.states().keys().getFirst();
    bench.states().delete(key);
    bench.evaluate(group, at(20));
    assertThat(bench.states().keys()).isEmpty();
  }

  @Test
  void aTemplateMayAskWhatARuleBeforeItRecorded() throws Exception {
    bench.sample(0, 4, "__name__", "m");
    RuleGroup group =
        bench.group(
            """
            groups:
              - name: g
                rules:
                  - {record: r, expr: m * 2}
                  - alert: A
                    expr: m > 0
                    annotations:
                      text: '{{ with query "r" }}{{ . | first | value }}{{ end }} in {{ $externalLabels.region }}'
            """);
    bench.evaluate(group, at(10));
    assertThat(group.status().alerts().getFirst().annotations())
        .isEqualTo(Map.of("text", "8 in eu"));
  }
}
