package dev.firebucket.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.query.engine.EngineOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QueryOptionsTest {
  private static QueryOptions of(String query) {
    return QueryOptions.of(RequestParameters.of(query, null, new byte[0]), EngineOptions.DEFAULT);
  }

  @Test
  void aLookbackBelowAMillisecondIsOneMillisecond() {
    assertThat(of("lookback_delta=0.0001").lookback()).isEqualTo(Duration.ofMillis(1));
    assertThat(of("lookback_delta=-1").lookback()).isEqualTo(EngineOptions.DEFAULT.lookback());
  }

  @Test
  void aTimeThatIsOverBeforeItBeginsIsAnErrorOfTheQuery() {
    assertThatThrownBy(() -> of("timeout=0"))
        .hasMessage("invalid parameter \"query\": context deadline exceeded");
    assertThat(of("timeout=1").timeout()).isEqualTo(Duration.ofSeconds(1));
  }
}
