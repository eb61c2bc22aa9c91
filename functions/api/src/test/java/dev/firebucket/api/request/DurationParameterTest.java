package dev.firebucket.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationParameterTest {
  @ParameterizedTest
  @CsvSource({"15, 15000", "0.5, 500", "1m30s, 90000", "500ms, 500", "-1, -1000", "1e1, 10000"})
  void readsSecondsAndUnits(String text, long millis) {
    assertThat(DurationParameter.parse(text).toMillis()).isEqualTo(millis);
  }

  @Test
  void noNumberIsAsShortAsCanBe() {
    assertThat(DurationParameter.parse("NaN")).isNegative();
  }

  @Test
  void refusesWhatIsNoDuration() {
    assertThatThrownBy(() -> DurationParameter.parse("z"))
        .hasMessage("cannot parse \"z\" to a valid duration");
    assertThatThrownBy(() -> DurationParameter.parse("1e30"))
        .hasMessage("cannot parse \"1e30\" to a valid duration. It overflows int64");
    assertThatThrownBy(() -> DurationParameter.parse("Inf"))
        .hasMessage("cannot parse \"Inf\" to a valid duration. It overflows int64");
    assertThatThrownBy(() -> DurationParameter.parse("1e400"))
        .hasMessage("cannot parse \"1e400\" to a valid duration");
  }
}
