package dev.firebucket.config.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScrapeSettingsTest {
  @Test
  void nothingSetMeansOneShardAndNoBackOff() {
    assertThat(ScrapeSettings.of(Map.of()))
        .isEqualTo(new ScrapeSettings(Optional.empty(), Optional.empty(), Duration.ZERO));
  }

  @Test
  void allIsRead() {
    String queue = "https://sqs.us-east-1.amazonaws.com/123456789012/ticks";
    assertThat(
            ScrapeSettings.of(
                Map.of(
                    "FIREBUCKET_SCRAPE_QUEUE", queue,
                    "FIREBUCKET_SQS_ENDPOINT", "http://127.0.0.1:4566",
                    "FIREBUCKET_SCRAPE_BACKOFF", "5m")))
        .isEqualTo(
            new ScrapeSettings(
                Optional.of(URI.create(queue)),
                Optional.of(URI.create("http://127.0.0.1:4566")),
                Duration.ofMinutes(5)));
  }

  @Test
  void whatIsWrongIsRefusedWithNameAndRemedy() {
    assertThatThrownBy(() -> ScrapeSettings.of(Map.of("FIREBUCKET_SCRAPE_BACKOFF", "soon")))
        .hasMessage(
            "FIREBUCKET_SCRAPE_BACKOFF is 'soon', which is not a duration such as 30s or 2m");
    assertThatThrownBy(() -> ScrapeSettings.of(Map.of("FIREBUCKET_SCRAPE_QUEUE", "ticks")))
        .hasMessageContaining("FIREBUCKET_SCRAPE_QUEUE is 'ticks', which is not an address");
  }
}
