package dev.firebucket.go.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTimeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1436780651.781, 1436780651781",
    "1e3, 1000000",
    "-1.5, -1500",
    "1.0005, 1001",
    "1_000, 1000000",
    "-292273086-05-16T16:47:06Z, -9223372036853",
    "292277025-08-18T07:12:54.999999999Z, 9223372036853",
    "2015-07-01T20:10:51.781Z, 1435781451781",
    "2015-07-01T22:10:51+02:00, 1435781451000",
  })
  void readsSecondsAndRfc3339(String text, long millis) {
    assertThat(PrometheusTime.parse(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "foo",
        "1d",
        " 1",
        "NaN",
        "Inf",
        "1e300",
        "2015-07-01",
        "2015-07-01T20:10Z",
        "1__0",
        "1e400"
      })
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> PrometheusTime.parse(text))
        .hasMessage("cannot parse \"" + text + "\" to a valid timestamp");
  }
}
