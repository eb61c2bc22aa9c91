package dev.firebucket.config.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedEncodingsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "gzip, deflate, br",
        "br;q=1.0, GZIP;q=0.8",
        "x-gzip",
        "*",
        "*;q=0.5",
        "deflate,gzip"
      })
  void callersThatTakeGzip(String header) {
    assertThat(AcceptedEncodings.includeGzip(List.of(header))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "identity",
        "br",
        "gzip;q=0",
        "gzip; q=0.000",
        "*;q=0",
        "gzip;q=0, *",
        "agzip"
      })
  void callersThatDoNot(String header) {
    assertThat(AcceptedEncodings.includeGzip(List.of(header))).isFalse();
  }

  @Test
  void aHeaderThatWasTakenApartIsStillOne() {
    assertThat(AcceptedEncodings.includeGzip(List.of("br", " gzip"))).isTrue();
    assertThat(AcceptedEncodings.includeGzip(List.of())).isFalse();
  }
}
