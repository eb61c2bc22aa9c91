package dev.firebucket.alerting.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.testsupport.Peers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// promtool reads the same files: what it refuses ours refuses in the same words and order, what it
/// takes ours takes. The places are compared where promtool knows them.
class RuleFilesBesidePromtoolTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "groups:\n- name: a\n  rules:\n  - {record: a, expr: up}\n  - {alert: b, expr: up > 0}\n",
        "groups: []\n",
        "groups:\n- name: a\n  rules:\n  - record: x\n    alert: y\n    expr: up\n",
        "groups:\n- name: a\n  rules:\n  - expr: up\n",
        "groups:\n- name: a\n  rules:\n  - record: \"a{b}\"\n    expr: sum(\n    for: 5m\n"
            + "    keep_firing_for: 5m\n    annotations: {a: b}\n    labels: {__name__: x}\n",
        "groups:\n- name: a\n  rules:\n  - alert: z\n    labels: {l: \"{{ $x }}\"}\n",
        "groups:\n- name: a\n  rules:\n  - alert: z\n    expr: up{\n      a=\"b\",\n      c=}\n",
        "groups:\n- name: a\n- name: a\n",
        "groups:\n- name: \"\"\n",
        "groups:\n- name: a\n  labels: {__name__: b}\n",
        "groups:\n- name: a\n  rules:\n  - {record: r, expr: rate(up)}\n",
        "groups:\n- name: a\n  rules:\n  - {record: r, expr: 'up[5m]'}\n",
        "groups:\n- name: a\n  rules:\n  - {record: r, expr: '\"text\"'}\n",
        "groups:\n- name: a\n  rules:\n  - {record: 'é', expr: up, labels: {'ü': v}}\n",
        "groups:\n- name: a\n  rules:\n  - {alert: r, expr: up, annotations: {'': v}}\n",
        "groups:\n"
            + "- name: a\n"
            + "  rules:\n"
            + "  - {record: q, expr: up}\n"
            + "  - {record: q, expr: down}\n"
            + "  - {record: q, expr: up, labels: {a: b}}\n"
            + "  - {record: q, expr: up, labels: {a: b}}\n",
        "groups:\n- name: a\n  labels: {a: b}\n  rules:\n  - {record: q, expr: up}\n"
            + "- name: c\n  rules:\n  - {record: q, expr: up, labels: {a: b}}\n"
      })
  void aFileGetsTheSameVerdict(String text) throws Exception {
    Path file = folder.resolve("rules.yml");
    Files.writeString(file, text);
    List<String> ours = new ArrayList<>();
    new RuleFileChecker(NameValidationScheme.UTF8, ParserFeatures.DEFAULT)
        .check(List.of(file), ours::add);
    assertThat(comparable(ours, file)).isEqualTo(comparable(promtool(file), file));
  }

  /// promtool has no place for some problems and two for others; ours always has one.
  private static List<String> comparable(List<String> lines, Path file) {
    return lines.stream()
        .map(line -> line.replaceFirst("^" + file + "[: ]*((\\d+:\\d+):? ?)*", ""))
        .map(line -> line.replaceFirst("^: ", "").replace("could not parse expression: : ", ""))
        .filter(line -> !line.isBlank())
        .sorted()
        .toList();
  }

  private static List<String> promtool(Path file) throws Exception {
    Process process =
        new ProcessBuilder(Peers.program("promtool").toString(), "check", "rules", file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().toList();
  }
}
