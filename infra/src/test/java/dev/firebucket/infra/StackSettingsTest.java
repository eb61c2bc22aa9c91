package dev.firebucket.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackSettingsTest {

  @Test
  void everySettingHasADefault() {
    StackSettings settings = StackSettings.fromContext(Map.of());

    assertThat(settings.stackName()).isEqualTo("firebucket");
    assertThat(settings.bucketName()).isEmpty();
    assertThat(settings.shards()).isEqualTo(1);
    assertThat(settings.scrapeIntervalSeconds()).isEqualTo(60);
    assertThat(settings.network()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shards           | 0             | 1 to 100",
        "shards           | many          | a whole number",
        "scrapeInterval   | 7             | 60, 30, 20, 15",
        "scrapeInterval   | 120           | 60, 30, 20, 15",
        "architecture     | riscv         | arm64 or x86_64",
        "logRetentionDays | 2             | one of [1, 3, 7",
        "bucketName       | Not_A_Bucket  | lower-case letters",
        "configFile       | prometheus.yml| a key below config/",
        "stackName        | 1st           | beginning with a letter",
        "reserveConcurrency | perhaps     | true or false",
        "subnets          | subnet-1      | needs all of vpc, subnets and securityGroups",
      })
  void aSettingThatCannotBeIsRefusedWithWhatCan(String name, String value, String remedy) {
    assertThatThrownBy(() -> StackSettings.fromContext(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(remedy);
  }
}
