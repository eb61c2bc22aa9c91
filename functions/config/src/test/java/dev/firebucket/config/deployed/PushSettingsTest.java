package dev.firebucket.config.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PushSettingsTest {
  @Test
  void nothingSetMeansThatNothingIsGathered() {
    assertThat(PushSettings.of(Map.of()))
        .isEqualTo(
            new PushSettings(Optional.empty(), Duration.ofSeconds(10), 262_144, Optional.empty()));
  }

  @Test
  void allIsRead() {
    String queue = "https://sqs.us-east-1.amazonaws.com/123456789012/requests";
    assertThat(
            PushSettings.of(
                Map.of(
                    "FIREBUCKET_REMOTE_WRITE_QUEUE", queue,
                    "FIREBUCKET_REMOTE_WRITE_GATHERING", "20s",
                    "FIREBUCKET_REMOTE_WRITE_LONGEST_MESSAGE", "1MB",
                    "FIREBUCKET_SQS_ENDPOINT", "http://127.0.0.1:4566")))
        .isEqualTo(
            new PushSettings(
                Optional.of(URI.create(queue)),
                Duration.ofSeconds(20),
                1_048_576,
                Optional.of(URI.create("http://127.0.0.1:4566"))));
  }

  @Test
  void whatIsWrongIsRefusedWithNameAndRemedy() {
    assertThatThrownBy(() -> PushSettings.of(Map.of("FIREBUCKET_REMOTE_WRITE_GATHERING", "0s")))
        .hasMessageContaining("FIREBUCKET_REMOTE_WRITE_GATHERING is '0s'")
        .hasMessageContaining("without FIREBUCKET_REMOTE_WRITE_QUEUE nothing is gathered");
    assertThatThrownBy(
            () -> PushSettings.of(Map.of("FIREBUCKET_REMOTE_WRITE_LONGEST_MESSAGE", "2MB")))
        .hasMessageContaining("which is not a size of 1 byte to 1MB");
  }
}
