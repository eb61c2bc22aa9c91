package dev.firebucket.ruletest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleTesterTest {
  private static final String UP =
      """
      rule_files: [rules.yml]
      tests:
        - name: instances
          interval: 1m
          external_labels: {region: eu}
          input_series:
            - {series: 'up{job="a", instance="1"}', values: '1 1 0x8'}
            - {series: 'requests_total{job="a"}', values: '0+60x10'}
      """;

  @TempDir Path folder;
  private RuleTestBench bench;

  @BeforeEach
  void open() {
    bench = new RuleTestBench(folder);
  }

  @Test
  void whatTheRulesGiveIsFound() throws Exception {
    FileVerdict verdict =
        bench.run(
            UP
                + """
                    alert_rule_test:
                      - {eval_time: 3m, alertname: Down}
                      - eval_time: 4m30s
                        alertname: Down
                        exp_alerts:
                          - exp_labels: {job: a, severity: page}
                            exp_annotations: {summary: 'a has 0 instances in eu'}
                    promql_expr_test:
                      - expr: job:up:sum
                        eval_time: 1m
                        exp_samples: [{labels: 'job:up:sum{job="a"}', value: 1}]
                      - expr: job:requests:rate1m
                        eval_time: 5m
                        exp_samples: [{labels: 'job:requests:rate1m{job="a"}', value: 1}]
                      - {expr: 1 + 1, eval_time: 0s, exp_samples: [{value: 2}]}
                      - expr: ALERTS{alertstate="firing"}
                        eval_time: 4m
                        exp_samples:
                          - {labels: 'ALERTS{alertname="Down", alertstate="firing", job="a", severity="page"}', value: 1}
                """);

    assertThat(verdict.failures()).isEmpty();
  }

  @Test
  void whatDiffersIsShownNextToWhatWasExpected() throws Exception {
    FileVerdict verdict =
        bench.run(
            UP
                + """
                    alert_rule_test:
                      - {eval_time: 4m, alertname: Down}
                    promql_expr_test:
                      - {expr: job:up:sum, eval_time: 1m, exp_samples: [{labels: 'x', value: 2}]}
                """);

    assertThat(String.join("\n", verdict.failures()).lines())
        .containsExactly(
            "    name: instances,",
            "    alertname: Down, time: 4m, ",
            "        exp:[], ",
            "        got:[",
            "            0:",
            "              Labels:{alertname=\"Down\", job=\"a\", severity=\"page\"}",
            "              Annotations:{summary=\"a has 0 instances in eu\"}",
            "            ]",
            "    expr: \"job:up:sum\", time: 1m,",
            "        exp: {__name__=\"x\"} 2E+00",
            "        got: {__name__=\"job:up:sum\", job=\"a\"} 1E+00");
  }

  @Test
  void anAlertGoesOnAfterItsConditionForAsLongAsItsRuleSays() throws Exception {
    FileVerdict verdict =
        bench.run(
            """
            rule_files: [rules.yml]
            tests:
              - input_series: [{series: requests_total, values: '_ _ 1x10'}]
                alert_rule_test:
                  - {eval_time: 1m, alertname: Quiet, exp_alerts: [{}]}
                  - {eval_time: 4m, alertname: Quiet, exp_alerts: [{}]}
                  - {eval_time: 5m, alertname: Quiet}
            """);

    assertThat(verdict.failures()).isEmpty();
  }

  @Test
  void samplesToComeAreNotSeen() throws Exception {
    FileVerdict verdict =
        bench.run(
            """
            evaluation_interval: 1m
            tests:
              - input_series: [{series: a, values: '1 2 3 4 5 6'}]
                promql_expr_test:
                  - {expr: a offset -1m, eval_time: 2m, exp_samples: [{labels: a, value: 3}]}
            """);

    assertThat(verdict.failures()).isEmpty();
  }

  @Test
  void histogramsAreComparedAsTheyAreWritten() throws Exception {
    FileVerdict verdict =
        bench.run(
            """
            tests:
              - input_series:
                  - {series: h, values: '{{schema:1 sum:6 count:4 buckets:[1 0 3] offset:-2}}'}
                promql_expr_test:
                  - expr: h
                    eval_time: 0s
                    exp_samples:
                      - {labels: h, histogram: '{{schema:1 count:4 sum:6 offset:-2 buckets:[1 0 3 0]}}'}
                  - {expr: h, eval_time: 0s, exp_samples: [{labels: h, histogram: '{{count:4 sum:6}}'}]}
            """);

    assertThat(verdict.failures())
        .singleElement()
        .asString()
        .contains("exp: {__name__=\"h\"} {{count:4 sum:6}}")
        .contains("got: {__name__=\"h\"} {{schema:1 count:4 sum:6 offset:-2 buckets:[1 0 3]}}");
  }

  @Test
  void theLastBitMayDifferWhereTheFileSaysSo() throws Exception {
    String tests =
        """
        fuzzy_compare: %s
        tests:
          - promql_expr_test:
              - {expr: 0.1 + 0.2, eval_time: 0s, exp_samples: [{value: 0.3}]}
        """;

    assertThat(bench.run(tests.formatted(true)).failures()).isEmpty();
    assertThat(bench.run(tests.formatted(false)).failures())
        .singleElement()
        .asString()
        .contains("3.0000000000000004E-01");
  }

  @Test
  void aRuleThatFailsEndsItsGroupOfTests() throws Exception {
    var _ =
        bench.write(
            "bad.yml",
            "groups: [{name: g, rules: [{record: r, expr: a + on(x) b}, {record: s, expr: a}]}]");

    FileVerdict verdict =
        bench.run(
            """
            rule_files: [bad.yml]
            tests:
              - input_series:
                  - {series: 'a{x="1"}', values: '1'}
                  - {series: 'b{x="1", y="1"}', values: '1'}
                  - {series: 'b{x="1", y="2"}', values: '1'}
                promql_expr_test: [{expr: s, eval_time: 2m}]
            """);

    assertThat(verdict.failures())
        .singleElement()
        .asString()
        .startsWith("    rule: r, time: 0s, err: found duplicate series for the match group");
  }

  @Test
  void groupsOfRulesRunInTheOrderThatTheFileNames() throws Exception {
    var _ =
        bench.write(
            "order.yml",
            """
            groups:
              - {name: second, rules: [{record: b, expr: a + 1}]}
              - {name: first, rules: [{record: a, expr: vector(1)}]}
            """);
    String tests =
        """
        rule_files: [order.yml]
        group_eval_order: [first, second]
        tests:
          - promql_expr_test: [{expr: b, eval_time: 0s, exp_samples: [{labels: b, value: 2}]}]
        """;

    assertThat(bench.run(tests).failures()).isEmpty();
    assertThat(bench.run(tests.replace("first, second", "second, first")).failures()).hasSize(1);
  }

  @Test
  void onlyGroupsWhoseNamesMatchRun() throws Exception {
    String tests =
        """
        tests:
          - {name: good, promql_expr_test: [{expr: '1', eval_time: 0s, exp_samples: [{value: 1}]}]}
          - {name: bad, promql_expr_test: [{expr: '1', eval_time: 0s}]}
          - {promql_expr_test: [{expr: '2', eval_time: 0s}]}
        """;

    FileVerdict verdict =
        bench.run(
            tests, new TestOptions(Set.of(), TestOptions.matching(List.of("^go", "x")), false));

    assertThat(verdict.groups()).extracting(GroupVerdict::name).containsExactly("good");
    assertThat(verdict.hasPassed()).isTrue();
  }

  @Test
  void allSamplesAreShownWhereSomebodyLooksForAMistake() throws Exception {
    FileVerdict verdict =
        bench.run(
            UP + "    promql_expr_test: [{expr: '1', eval_time: 1m, exp_samples: [{value: 1}]}]\n",
            new TestOptions(Set.of(), name -> true, true));

    assertThat(verdict.groups().getFirst().notes())
        .contains("{__name__=\"job:up:sum\", job=\"a\"} =>", "1 @[60000]")
        .last()
        .asString()
        .startsWith("Test instances finished");
  }

  @Test
  void whatIsWrongWithAFileIsNamedWithItsLine() throws Exception {
    assertThat(bench.run("tests:\n  - intervall: 1m\n").failures())
        .containsExactly(
            folder.resolve("tests.yml") + ":2:5: field intervall not found in type testGroup");
    assertThat(bench.run("tests:\n  - alert_rule_test: [{eval_time: 1m}]\n").failures())
        .singleElement()
        .asString()
        .contains("misses required attribute alertname at eval_time 1m");
    assertThat(bench.run("group_eval_order: [a, a]\n").failures())
        .singleElement()
        .asString()
        .contains("group name repeated in evaluation order: a");
    assertThat(bench.run("tests:\n  - start_timestamp: soon\n").failures())
        .singleElement()
        .asString()
        .contains(":2:5: cannot parse \"soon\" to a valid timestamp");
    assertThat(bench.run("tests: [{input_series: [{series: 'a{', values: '1'}]}]\n").failures())
        .singleElement()
        .asString()
        .contains("input_series: a{ 1");
    assertThat(bench.run("rule_files: [none.yml]\n").warnings())
        .singleElement()
        .asString()
        .contains("no file match pattern");
  }

  @Test
  void theResultsAreWrittenForSystemsThatRunBuilds() throws Exception {
    FileVerdict verdict =
        bench.run("tests: [{name: 'a<b', promql_expr_test: [{expr: '1', eval_time: 0s}]}]\n");
    FileVerdict unreadable = bench.run("tests: 1\n");

    String report =
        JUnitReport.of(List.of(verdict, unreadable), Instant.parse("2026-11-30T12:00:00Z"));

    assertThat(report)
        .contains("tests=\"1\" failures=\"1\" errors=\"0\"")
        .contains("<testcase name=\"a&lt;b\"><failure>")
        .contains("tests=\"1\" failures=\"0\" errors=\"1\"")
        .contains("<testcase name=\"unknown\"><error>");
  }
}
