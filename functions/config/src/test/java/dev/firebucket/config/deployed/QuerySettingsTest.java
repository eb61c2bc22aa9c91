package dev.firebucket.config.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuerySettingsTest {
  @Test
  void withoutVariablesThePrometheusFlagsHaveTheirDefaults() {
    QuerySettings settings = QuerySettings.of(Map.of("FIREBUCKET_QUERY_TIMEOUT", " "));

    assertThat(settings.maxSamples()).isEqualTo(50_000_000);
    assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.maxBytes()).isZero();
    assertThat(settings.memoryBytes()).isZero();
    assertThat(settings.cacheBytes()).isEmpty();
    assertThat(settings.features()).isEmpty();
  }

  @Test
  void whatIsSetCounts() {
    QuerySettings settings =
        QuerySettings.of(
            Map.of(
                "FIREBUCKET_QUERY_MAX_SAMPLES", "1000",
                "FIREBUCKET_QUERY_TIMEOUT", "55s",
                "FIREBUCKET_QUERY_MAX_BYTES", "2GB",
                "FIREBUCKET_QUERY_MEMORY", "805306368",
                "FIREBUCKET_CACHE_BYTES", "3584MiB",
                "FIREBUCKET_ENABLE_FEATURE",
                    "promql-experimental-functions, promql-duration-expr,"));

    assertThat(settings.maxSamples()).isEqualTo(1_000);
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(55));
    assertThat(settings.maxBytes()).isEqualTo(2L << 30);
    assertThat(settings.memoryBytes()).isEqualTo(768L << 20);
    assertThat(settings.cacheBytes()).isEqualTo(OptionalLong.of(3_584L << 20));
    assertThat(settings.features())
        .containsExactlyInAnyOrder("promql-experimental-functions", "promql-duration-expr");
  }

  @ParameterizedTest
  @CsvSource({
    "FIREBUCKET_QUERY_MAX_SAMPLES, -1, a whole number above 0",
    "FIREBUCKET_QUERY_MAX_SAMPLES, 0, a whole number above 0",
    "FIREBUCKET_QUERY_MAX_SAMPLES, many, a whole number above 0",
    "FIREBUCKET_QUERY_MAX_SAMPLES, 99999999999999999999, a whole number above 0",
    "FIREBUCKET_QUERY_TIMEOUT, 10, a duration such as 30s",
    "FIREBUCKET_QUERY_TIMEOUT, 0s, must be above 0",
    "FIREBUCKET_QUERY_MAX_BYTES, -2GB, a size such as 512MB",
    "FIREBUCKET_QUERY_MAX_BYTES, 2 gigabytes, a size such as 512MB",
    "FIREBUCKET_QUERY_MEMORY, 1MB, 64MB at least",
    "FIREBUCKET_CACHE_BYTES, all, a size such as 512MB",
  })
  void whatCannotBeMeantIsRefusedWithItsNameAndARemedy(String name, String value, String remedy) {
    assertThatThrownBy(() -> QuerySettings.of(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(remedy);
  }
}
