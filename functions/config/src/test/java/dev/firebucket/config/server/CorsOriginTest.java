package dev.firebucket.config.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CorsOriginTest {
  @Test
  void theExpressionMustMatchTheWholeOrigin() {
    CorsOrigin origin = CorsOrigin.of("https?://(one|two)\\.example");

    assertThat(origin.matches("https://one.example")).isTrue();
    assertThat(origin.matches("http://two.example")).isTrue();
    assertThat(origin.matches("https://one.example.evil.test")).isFalse();
    assertThat(origin.matches("https://evil.test/?https://one.example")).isFalse();
  }

  @Test
  void theDefaultIsEverybody() {
    assertThat(CorsOrigin.of(CorsOrigin.ANY).matches("https://anywhere.example")).isTrue();
  }

  @Test
  void anExpressionThatIsNoneIsRefusedInPrometheusWords() {
    assertThatThrownBy(() -> CorsOrigin.of("https://(one"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("could not compile CORS regex string \"https://(one\"")
        .hasMessageContaining("missing closing )");
  }

  @Test
  void theApiIsSharedButForTheConfiguration() {
    assertThat(CorsOrigin.isShared("/api/v1/query")).isTrue();
    assertThat(CorsOrigin.isShared("/api/v1/status/config")).isFalse();
    assertThat(CorsOrigin.isShared("/metrics")).isFalse();
  }
}
