package dev.firebucket.api.request;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.api.answer.ApiException;
import org.junit.jupiter.api.Test;

class TimeParameterTest {
  @Test
  void namesTheParameterInTheError() {
    RequestParameters parameters = RequestParameters.of("start=x", null, new byte[0]);

    assertThatThrownBy(() -> TimeParameter.optional(parameters, "start", 0))
        .isInstanceOf(ApiException.class)
        .hasMessage(
            "invalid parameter \"start\": invalid time value for 'start': cannot parse \"x\" to a valid timestamp");
  }
}
