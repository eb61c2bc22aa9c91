package dev.firebucket.alerting.evaluation;

import static dev.firebucket.alerting.evaluation.RuleBench.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.alerting.status.RuleHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules over a store in which an object is damaged.
class DamagedSamplesTest {
  @TempDir Path folder;
  private RuleBench bench;

  @BeforeEach
  void damageOneOfTwoObjects() throws IOException {
    bench = new RuleBench(folder);
    bench.sample(0, 3, "__name__", "m", "job", "damaged");
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".parquet")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    }
    bench.sample(0, 5, "__name__", "m", "job", "sound");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aRecordingRuleRecordsNothingRatherThanTooLittleAndSaysWhy() throws Exception {
    RuleGroup group =
        bench.group(
            "groups: [{name: g, rules: [{record: r, expr: sum(m)}, {record: s, expr: 1}]}]");

    bench.evaluate(group, at(10));

    assertThat(bench.query(10, "r")).isEmpty();
    assertThat(bench.query(10, "s")).isEqualTo(Map.of("s", 1.0));
    assertThat(group.status().rules().getFirst().run().health()).isEqualTo(RuleHealth.ERROR);
    assertThat(group.status().rules().getFirst().run().lastError())
        .startsWith("nothing was recorded: the object 'tail/")
        .contains("is damaged, and its samples are missing here", "restore it");
    assertThat(group.status().rules().getLast().run().health()).isEqualTo(RuleHealth.OK);
  }

  @Test
  void anAlertFiresOverWhatThereIsAndTheRuleSaysWhatIsMissing() throws Exception {
    RuleGroup group = bench.group("groups: [{name: g, rules: [{alert: A, expr: m > 2}]}]");

    bench.evaluate(group, at(10));

    assertThat(group.status().alerts()).hasSize(1);
    assertThat(group.status().rules().getFirst().run().lastError())
        .startsWith(
            "evaluated over what there is, and active alerts that are absent are kept: the object 'tail/");
  }
}
