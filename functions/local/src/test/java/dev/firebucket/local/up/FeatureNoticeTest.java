package dev.firebucket.local.up;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureNoticeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "promql-experimental-functions",
        "promql-delayed-name-removal",
        "promql-binop-fill-modifiers",
        "promql-extended-range-selectors",
      })
  void featuresOfPromqlAreAnnouncedAsInPrometheus(String flag) {
    FeatureNotice notice = FeatureNotice.of(flag);

    assertThat(notice.warning()).isFalse();
    assertThat(notice.text()).startsWith("Experimental PromQL ").endsWith(" enabled.");
  }

  @Test
  void aFlagThatPrometheusDoesNotKnowIsWarnedOf() {
    assertThat(FeatureNotice.of("promql-everything"))
        .isEqualTo(new FeatureNotice(true, "Unknown option for --enable-feature"));
  }

  @Test
  void aFlagThatHasBecomeTheDefaultIsANoOp() {
    assertThat(FeatureNotice.of("promql-duration-expr").text()).contains("permanently enabled");
  }

  @Test
  void aFlagOfPrometheusForWhatIsNotHereSaysSo() {
    assertThat(FeatureNotice.of("exemplar-storage").text()).contains("no effect in Firebucket");
  }
}
