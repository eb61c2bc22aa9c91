package dev.firebucket.config.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployedSettingsTest {
  @Test
  void onlyTheStoreMustBeNamed() {
    DeployedSettings settings =
        DeployedSettings.of(
            Map.of("FIREBUCKET_STORAGE", "s3://metrics", "FIREBUCKET_CONFIG_FILE", " "));

    assertThat(settings.storage()).isEqualTo("s3://metrics");
    assertThat(settings.s3Endpoint()).isEmpty();
    assertThat(settings.configFile()).isEqualTo("config/prometheus.yml");
    assertThat(settings.scratch().getFileName()).hasToString("firebucket");
  }

  @Test
  void whatIsSetCounts() {
    DeployedSettings settings =
        DeployedSettings.of(
            Map.of(
                "FIREBUCKET_STORAGE", "s3://metrics/eu",
                "FIREBUCKET_STORAGE_S3_ENDPOINT", "http://127.0.0.1:9000",
                "FIREBUCKET_CONFIG_FILE", "config/eu/prometheus.yml",
                "FIREBUCKET_SCRATCH", "scratch"));

    assertThat(settings.s3Endpoint()).contains(URI.create("http://127.0.0.1:9000"));
    assertThat(settings.configFile()).isEqualTo("config/eu/prometheus.yml");
    assertThat(settings.scratch()).isEqualTo(Path.of("scratch"));
  }

  @Test
  void aFunctionWithoutAStoreSaysWhatToSet() {
    assertThatThrownBy(() -> DeployedSettings.of(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FIREBUCKET_STORAGE is not set")
        .hasMessageContaining("s3://my-bucket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:9000", "ftp://host", "http://", "not a place"})
  void anEndpointThatIsNoneIsRefused(String endpoint) {
    assertThatThrownBy(
            () ->
                DeployedSettings.of(
                    Map.of(
                        "FIREBUCKET_STORAGE",
                        "s3://m",
                        "FIREBUCKET_STORAGE_S3_ENDPOINT",
                        endpoint)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(endpoint)
        .hasMessageContaining("http://127.0.0.1:9000");
  }

  @Test
  void aConfigurationOutsideOfItsFolderIsRefused() {
    assertThatThrownBy(
            () ->
                DeployedSettings.of(
                    Map.of(
                        "FIREBUCKET_STORAGE",
                        "s3://m",
                        "FIREBUCKET_CONFIG_FILE",
                        "prometheus.yml")))
        .hasMessageContaining("config/prometheus.yml");
  }
}
