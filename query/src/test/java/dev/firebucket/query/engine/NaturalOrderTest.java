package dev.firebucket.query.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  @Test
  void numbersInTextsCountAsNumbers() {
    List<String> texts =
        List.of("node10", "node2", "", "node", "9", "10", "node2b", "node2a10", "node2a9");

    assertThat(texts.stream().sorted(NaturalOrder::compare))
        .containsExactly("", "9", "10", "node", "node2", "node2a9", "node2a10", "node2b", "node10");
  }

  @Test
  void numbersBeyondSixtyFourBitsCompareAsTexts() {
    assertThat(NaturalOrder.compare("9223372036854775808", "9")).isPositive();
    assertThat(NaturalOrder.compare("10000000000000000000", "9")).isNegative();
  }

  @Test
  void textsThatDifferOnlyInHowANumberIsWrittenHaveAnOrderAllTheSame() {
    assertThat(NaturalOrder.compare("01", "1")).isNegative();
    assertThat(NaturalOrder.compare("1", "01")).isPositive();
  }
}
