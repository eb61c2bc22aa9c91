package dev.firebucket.go.regexp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.re2j.PatternSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedRegexTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{2,3}",
        "x{0,1000}",
        "(x{10}){100}",
        "[(]{1000}",
        "\\(\\){1000}",
        "\\Q(((\\E",
        "\\p{Greek}{1000}",
        "[[:alpha:]]+[]x]{2}",
        "(?i:a)|b*",
        "a{,5}",
        "a{",
        "",
        "()",
        "[^]]{7}"
      })
  void whatGoCompilesIsCompiled(String expression) {
    assertThat(BoundedRegex.compile(expression).pattern()).isEqualTo(expression);
  }

  @ParameterizedTest
  @ValueSource(strings = {"((x{1000}){1000}){1000}", "(x{100}){100}", "x{1001}"})
  void repetitionIsBoundedAlsoWhereItIsNested(String expression) {
    assertThatExceptionOfType(PatternSyntaxException.class)
        .isThrownBy(() -> BoundedRegex.compile(expression))
        .withMessageContaining("invalid repeat count");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "(?:", "(a|"})
  void depthIsBounded(String opening) {
    String closing = opening.equals("(a|") ? ")*" : ")";
    assertThatExceptionOfType(PatternSyntaxException.class)
        .isThrownBy(
            () -> BoundedRegex.compile(opening.repeat(30_000) + "x" + closing.repeat(30_000)))
        .withMessageContaining("expression nests too deeply");
    assertThat(BoundedRegex.compile(opening.repeat(300) + "x" + closing.repeat(300)).matches("x"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x*", "(?i)", "a|", "x?y", "(a{0,1000}b)"})
  void sizeIsBounded(String part) {
    assertThatExceptionOfType(PatternSyntaxException.class)
        .isThrownBy(() -> BoundedRegex.compile(part.repeat(50_000)))
        .withMessageContaining("expression too large");
  }
}
