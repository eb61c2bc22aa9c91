package dev.firebucket.ruletest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.testsupport.Peers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// promtool runs the same files: it finds the same wrong, and says so in the same words.
class BesidePromtoolTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Alerts before, in and after their time; between two evaluations.
        """
        - interval: 1m
          external_labels: {region: eu}
          input_series:
            - {series: 'up{job="a", instance="1"}', values: '1 0x5 1x5'}
            - {series: 'up{job="b", instance="1"}', values: '0x3 stale _x9'}
          alert_rule_test:
            - {eval_time: 0m, alertname: Down}
            - {eval_time: 1m, alertname: Down}
            - {eval_time: 2m59s, alertname: Down}
            - {eval_time: 3m, alertname: Down, exp_alerts: [{exp_labels: {job: c}}]}
            - {eval_time: 4m, alertname: Down}
            - {eval_time: 9m, alertname: Down}
            - {eval_time: 9m, alertname: Quiet}
            - {eval_time: 9m, alertname: NoSuchAlert, exp_alerts: [{}]}
        """,
        // Texts that must be quoted, labels that are no plain names.
        """
        - name: "quoted"
          input_series:
            - {series: '{"a.b", "ü"="\\"x\\\\"}', values: '-1.5e-7 Inf NaN'}
            - {series: 'c{l="\\n"}', values: '3'}
          promql_expr_test:
            - {expr: '{"a.b"}', eval_time: 0m}
            - {expr: '{"a.b"}', eval_time: 1m}
            - {expr: '{"a.b"}', eval_time: 2m, exp_samples: [{labels: '{"a.b", "ü"="\\"x\\\\"}', value: .nan}]}
            - {expr: 'c', eval_time: 3m, exp_samples: [{labels: 'c{l="x"}', value: 1e300}, {labels: 'b', value: 0}]}
            - {expr: 'count_values("v", c)', eval_time: 0m}
        """,
        // What is no vector, or no query, or has no data.
        """
        - input_series: [{series: a, values: '1 2 3'}]
          promql_expr_test:
            - {expr: 'a[5m]', eval_time: 1m}
            - {expr: '"text"', eval_time: 1m}
            - {expr: 'absent(b)', eval_time: 1m}
            - {expr: 'scalar(b)', eval_time: 1m}
            - {expr: 'a or vector(0)', eval_time: 1m}
            - {expr: 'b or vector(0)', eval_time: 1m}
            - {expr: 'sum(b) by (x)', eval_time: 1m}
            - {expr: 'max_over_time(a[1m:])', eval_time: 2m}
            - {expr: 'sum_over_time(a[5m])', eval_time: 2m}
        """,
        // The clock of the tests begins elsewhere.
        """
        - start_timestamp: 2026-01-31T12:00:00Z
          interval: 30s
          input_series: [{series: requests_total, values: '0+30x20'}]
          promql_expr_test:
            - {expr: 'timestamp(requests_total)', eval_time: 2m}
            - {expr: 'job:requests:rate1m', eval_time: 5m}
            - {expr: 'day_of_week()', eval_time: 5m}
        """,
        // Histograms.
        """
        - input_series:
            - {series: h, values: '{{schema:2 sum:1 count:5 z_bucket:1 z_bucket_w:0.01 buckets:[1 1] n_buckets:[2] n_offset:3}}x3'}
            - {series: n, values: '{{schema:-53 sum:1 count:3 custom_values:[1 2.5] buckets:[1 0 2]}}'}
          promql_expr_test:
            - {expr: h, eval_time: 0m}
            - {expr: h, eval_time: 2m}
            - {expr: n, eval_time: 0m}
            - {expr: 'histogram_quantile(0.5, h)', eval_time: 0m}
            - {expr: 'h * 2', eval_time: 0m, exp_samples: [{labels: '{}', histogram: '{{}}'}]}
        """
      })
  void aFileGetsTheSameVerdict(String tests) throws Exception {
    RuleTestBench bench = new RuleTestBench(folder);
    String file =
        // Without an order promtool's is another one each time.
        "rule_files: [rules.yml]\ngroup_eval_order: [recorded, alerts]\ntests:\n" + tests.indent(2);

    List<String> ours = bench.run(file).failures();

    assertThat(String.join("\n", ours)).isEqualTo(promtool(folder.resolve("tests.yml")));
  }

  private static String promtool(Path file) throws Exception {
    Process process =
        new ProcessBuilder(Peers.program("promtool").toString(), "test", "rules", file.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.replaceFirst("^  FAILED:\n", "").stripTrailing();
  }
}
