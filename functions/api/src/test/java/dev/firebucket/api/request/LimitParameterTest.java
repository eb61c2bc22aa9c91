package dev.firebucket.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LimitParameterTest {
  private static LimitParameter of(String text) {
    return LimitParameter.of(RequestParameters.of("limit=" + text, null, new byte[0]));
  }

  @Test
  void aLimitBeyondEveryAnswerIsOneThatNothingExceeds() {
    assertThat(of("9223372036854775807").value()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void whatIsNoNumberAndWhatIsTooBigHaveErrorsOfTheirOwn() {
    assertThatThrownBy(() -> of("1e3"))
        .hasMessage("invalid parameter \"limit\": strconv.Atoi: parsing \"1e3\": invalid syntax");
    assertThatThrownBy(() -> of("9223372036854775808"))
        .hasMessage(
            "invalid parameter \"limit\": strconv.Atoi: parsing \"9223372036854775808\": value out of range");
    assertThatThrownBy(() -> of("-1")).hasMessageContaining("limit must be non-negative");
  }
}
