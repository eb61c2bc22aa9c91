package dev.firebucket.testsupport;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class NeededTest {
  @Test
  void whatIsThereLetsATestRun() {
    Needed.that(true, () -> "never said", true);
    Needed.that(true, () -> "never said", false);
  }

  @Test
  void elsewhereWhatIsMissingSkipsATestWithItsReason() {
    assertThatThrownBy(() -> Needed.that(false, () -> "no promtool", false))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("no promtool");
  }

  @Test
  void inCiWhatIsMissingFailsATestWithItsReason() {
    assertThatThrownBy(() -> Needed.that(false, () -> "no promtool", true))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no promtool");
  }
}
