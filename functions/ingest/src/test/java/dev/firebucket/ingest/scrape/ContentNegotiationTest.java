package dev.firebucket.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.config.names.NameEscapingScheme;
import dev.firebucket.config.scrape.ScrapeProtocol;
import dev.firebucket.ingest.exposition.ExpositionFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentNegotiationTest {
  @Test
  void formatsAreAskedForByWeight() {
    assertThat(
            ContentNegotiation.accept(
                List.of(ScrapeProtocol.PROMETHEUS_PROTO, ScrapeProtocol.PROMETHEUS_TEXT_1_0_0),
                NameEscapingScheme.UNDERSCORES))
        .isEqualTo("text/plain;version=1.0.0;escaping=underscores;q=0.5,*/*;q=0.4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain|PROMETHEUS_TEXT",
        "Text/Plain; version=0.0.4; charset=utf-8; escaping=values|PROMETHEUS_TEXT",
        "text/plain;|PROMETHEUS_TEXT",
        "application/openmetrics-text; version=1.0.0; charset=\"utf-8\"|OPENMETRICS_TEXT",
      })
  void mediaTypesNameTheirFormat(String contentType, ExpositionFormat format) throws Exception {
    assertThat(ContentNegotiation.format(contentType, null)).isEqualTo(format);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "text", "text/html", "text/plain; x", "text/plain x", "/", "text/plain;a=\"b"})
  void whatIsUnknownNeedsAFallback(String contentType) throws Exception {
    assertThatThrownBy(() -> ContentNegotiation.format(contentType, null))
        .isInstanceOf(ScrapeException.class)
        .hasMessageContaining("fallback");
    assertThat(ContentNegotiation.format(contentType, ScrapeProtocol.PROMETHEUS_TEXT_0_0_4))
        .isEqualTo(ExpositionFormat.PROMETHEUS_TEXT);
    assertThat(ContentNegotiation.format(contentType, ScrapeProtocol.OPEN_METRICS_TEXT_1_0_0))
        .isEqualTo(ExpositionFormat.OPENMETRICS_TEXT);
  }

  @Test
  @Timeout(5)
  void aHostileContentTypeCostsNoTime() {
    String hostile = "text/plain" + ";        ".repeat(200) + "\u0001";
    assertThatThrownBy(() -> ContentNegotiation.format(hostile, null))
        .isInstanceOf(ScrapeException.class);
  }
}
