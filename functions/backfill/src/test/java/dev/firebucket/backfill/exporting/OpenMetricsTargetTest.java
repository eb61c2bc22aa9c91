package dev.firebucket.backfill.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.storage.model.LabelSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpenMetricsTargetTest {
  @Test
  void everyMillisecondIsReadBack() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      long millis = random.nextLong(-1L << 42, 1L << 42);

      double seconds = Double.parseDouble(OpenMetricsTarget.seconds(millis));

      assertThat((long) (seconds * 1000)).isEqualTo(millis);
    }
    assertThat(OpenMetricsTarget.seconds(1_700_000_000_000L)).isEqualTo("1700000000");
    assertThat(OpenMetricsTarget.seconds(1_500)).isEqualTo("1.5");
    assertThat(OpenMetricsTarget.seconds(-1)).isEqualTo("-0.001");
  }

  @Test
  void namesOfAnyTextAreQuoted() {
    assertThat(OpenMetricsTarget.text(LabelSet.of("__name__", "up"))).isEqualTo("up");
    assertThat(OpenMetricsTarget.text(LabelSet.of("__name__", "a:b", "c", "d\"e\\f\n")))
        .isEqualTo("a:b{c=\"d\\\"e\\\\f\\n\"}");
    assertThat(OpenMetricsTarget.text(LabelSet.of("__name__", "größe.m", "a.b", "c")))
        .isEqualTo("{\"größe.m\",\"a.b\"=\"c\"}");
  }
}
