package dev.firebucket.alerting.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.alerting.rule.RuleDefinition.AlertingRule;
import dev.firebucket.alerting.rule.RuleDefinition.RecordingRule;
import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.query.parser.ParserFeatures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleFileReaderTest {
  private static RuleFile read(String text) {
    return new RuleFileReader(NameValidationScheme.UTF8, ParserFeatures.DEFAULT)
        .readText("rules.yml", text);
  }

  private static List<String> problems(String text) {
    return read(text).problems().stream().map(RuleProblem::toString).toList();
  }

  @Test
  void aGroupIsReadWholeAndItsLabelsGoUnderThoseOfItsRules() {
    RuleFile file =
        read(
            """
            groups:
              - name: g
                interval: 30s
                query_offset: 1m
                limit: 7
                labels: {team: a, tier: x}
                rules:
                  - record: job:up:sum
                    expr: sum by(job)(up)
                    labels: {team: b}
                  - alert: Down
                    expr: up == 0
                    for: 5m
                    keep_firing_for: 1m
                    annotations: {text: "{{ $value }}"}
            """);
    assertThat(file.problems()).isEmpty();
    RuleGroupDefinition group = file.groups().getFirst();
    assertThat(group.interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(group.queryOffset()).contains(Duration.ofMinutes(1));
    assertThat(group.limit()).isEqualTo(7);
    assertThat(group.rules().get(0))
        .isInstanceOfSatisfying(
            RecordingRule.class,
            rule -> {
              assertThat(rule.query()).isEqualTo("sum by (job) (up)");
              assertThat(rule.labels()).isEqualTo(Map.of("team", "b", "tier", "x"));
            });
    assertThat(group.rules().get(1))
        .isInstanceOfSatisfying(
            AlertingRule.class,
            rule -> {
              assertThat(rule.hold()).isEqualTo(Duration.ofMinutes(5));
              assertThat(rule.keepFiringFor()).isEqualTo(Duration.ofMinutes(1));
            });
  }

  @Test
  void whatAGroupLeavesOpenIsFilledInFromTheConfiguration() {
    RuleGroupDefinition group =
        read("groups: [{name: g, rules: []}]")
            .groups()
            .getFirst()
            .withDefaults(Duration.ofSeconds(15), Duration.ofSeconds(5));
    assertThat(group.interval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(group.queryOffset()).contains(Duration.ofSeconds(5));
  }

  @Test
  void anExpressionThatDoesNotParseIsNamedWithBothPlaces() {
    assertThat(problems("groups:\n- name: g\n  rules:\n  - record: r\n    expr: sum(up\n"))
        .containsExactly(
            "rules.yml:5:11: group \"g\", rule 1, \"r\": could not parse expression: 1:7:"
                + " parse error: unclosed left parenthesis");
  }

  @Test
  void allProblemsOfAFileAreNamedAtOnce() {
    assertThat(
            problems(
                """
                groups:
                - name: a
                  rules:
                  - record: x
                    alert: y
                    expr: up
                  - expr: up
                  - alert: z
                    expr: up
                    annotations: {text: "{{ end }}"}
                - name: a
                """))
        .containsExactly(
            "rules.yml:4:13: group \"a\", rule 1, \"y\": only one of 'record' and 'alert' must be"
                + " set",
            "rules.yml:7:5: group \"a\", rule 2, \"\": one of 'record' or 'alert' must be set",
            "rules.yml:10:18: group \"a\", rule 3, \"z\": annotation \"text\": template:"
                + " __alert_z:1: unexpected {{end}}",
            "rules.yml:11:3: groupname: \"a\" is repeated in the same file");
  }

  @Test
  void aFieldThatDoesNotExistIsRefusedWithItsPlace() {
    assertThat(problems("groups:\n- name: g\n  rulez: []\n"))
        .containsExactly("rules.yml:3:3: field rulez not found in type rulefmt.RuleGroup");
  }

  @Test
  void anEmptyFileHoldsNoRules() {
    assertThat(read("")).isEqualTo(new RuleFile(List.of(), List.of()));
  }
}
