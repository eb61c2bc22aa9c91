package dev.firebucket.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.api.request.RequestParameters;
import org.junit.jupiter.api.Test;

class RangeParametersTest {
  private static RangeParameters of(String query) {
    return RangeParameters.of(RequestParameters.of(query, null, new byte[0]));
  }

  @Test
  void elevenThousandPointsAreNotTooMany() {
    assertThat(of("start=0&end=11000&step=1").stepMillis()).isEqualTo(1_000);
    assertThatThrownBy(() -> of("start=0&end=11001&step=1")).hasMessageContaining("11,000 points");
  }

  @Test
  void aStepBelowAMillisecondCountsItsPointsAndIsTakenAsOne() {
    assertThatThrownBy(() -> of("start=0&end=10&step=0.0001")).hasMessageContaining("11,000");
    assertThat(of("start=1&end=1&step=0.0001").stepMillis()).isEqualTo(1);
  }

  @Test
  void aStepThatIsNoNumberIsNotPositive() {
    assertThatThrownBy(() -> of("start=0&end=1&step=NaN"))
        .hasMessageContaining("zero or negative query resolution step widths");
  }
}
