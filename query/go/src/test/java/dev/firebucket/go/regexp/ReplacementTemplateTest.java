package dev.firebucket.go.regexp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplacementTemplateTest {
  @ParameterizedTest
  @CsvSource({
    "'', 🔥a, -🔥-a-",
    "x*, a🔥xx, -a-🔥-",
    "^|., 🔥🔥, -🔥-",
    "., 🔥🔥, --",
    "b?, abb, -a--",
  })
  void anEmptyMatchGoesOnAfterAWholeCharacter(String regex, String text, String replaced) {
    assertThat(new ReplacementTemplate("-").replaceAll(BoundedRegex.compile(regex), text))
        .isEqualTo(replaced);
  }
}
