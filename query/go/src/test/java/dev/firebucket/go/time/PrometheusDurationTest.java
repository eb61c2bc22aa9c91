package dev.firebucket.go.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusDurationTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0s, 0",
    "1ms, 1",
    "15s, 15000",
    "1m, 60000",
    "1h30m, 5400000",
    "1d, 86400000",
    "1w, 604800000",
    "1y, 31536000000",
    "1y2w3d4h5m6s7ms, 33019506007",
    "90s, 90000"
  })
  void aDurationIsRead(String text, long millis) {
    assertThat(PrometheusDuration.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "m", "-1m", "1m1h", "1m1m", " 1m", "+1m", "5m5"})
  void anotherFormIsRefused(String text) {
    assertThatThrownBy(() -> PrometheusDuration.parse(text))
        .hasMessage("not a valid duration string: \"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({"5hs, hs", "0.5s, .", "'1m ', 'm '", "3x, x"})
  void anUnknownUnitIsNamed(String text, String unit) {
    assertThatThrownBy(() -> PrometheusDuration.parse(text))
        .hasMessage("unknown unit \"" + unit + "\" in duration \"" + text + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"300y", "9223372036854775807ms", "292y200w"})
  void whatPrometheusCannotHoldIsOutOfRange(String text) {
    assertThatThrownBy(() -> PrometheusDuration.parse(text)).hasMessage("duration out of range");
  }

  @Test
  void theEmptyTextIsRefused() {
    assertThatThrownBy(() -> PrometheusDuration.parse("")).hasMessage("empty duration string");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ms",
    "90000, 1m30s",
    "86400000, 1d",
    "691200000, 8d",
    "604800000, 1w",
    "31536000000, 1y",
    "31536000001, 365d1ms"
  })
  void aDurationIsWrittenShort(long millis, String text) {
    assertThat(PrometheusDuration.format(Duration.ofMillis(millis))).isEqualTo(text);
  }
}
