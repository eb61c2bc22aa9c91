package dev.firebucket.query.parser;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.query.error.PromqlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The messages of Prometheus, as the real one gave them.
class ErrorMessageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          up +                  | 1:5: parse error: unexpected end of input
          sum(up down)          | 1:8: parse error: unexpected identifier "down" in aggregation
          up offset x           | 1:11: parse error: unexpected identifier "x" in offset, expected number, duration, step(), or range()
          up @ x                | 1:6: parse error: unexpected identifier "x" in @, expected timestamp
          up[5m 1m]             | 1:7: parse error: unexpected duration "1m" in subquery or range, expected ":" or "]"
          up{job=x}             | 1:8: parse error: unexpected identifier "x" in label matching, expected string
          sum by x (up)         | 1:8: parse error: unexpected identifier "x" in grouping opts, expected "("
          up)                   | 1:4: parse error: unexpected right parenthesis ')'
          (up                   | 1:4: parse error: unclosed left parenthesis
          "a                    | 1:1: parse error: unterminated quoted string
          5hs                   | 1:1: parse error: unknown unit "hs" in duration "5hs"
          1e400                 | 1:1: parse error: error parsing number: strconv.ParseFloat: parsing "1e400": value out of range
          foo(up)               | 1:1: parse error: unknown function with name "foo"
          abs(up,)              | 1:7: parse error: trailing commas not allowed in function call args
          rate(up)              | 1:6: parse error: expected type range vector in call to function "rate", got instant vector
          abs(up, up)           | 1:1: parse error: expected 1 argument(s) in call to "abs", got 2
          1 == 2                | 1:3: parse error: comparisons between scalars must use BOOL modifier
          1 and up              | 1:1: parse error: set operator "and" not allowed in binary scalar expression
          a and on(x) group_left b | 1:1: parse error: no grouping allowed for "and" operation
          a + on(x) group_left(x) b | 1:3: parse error: label "x" must not occur in ON and GROUP clause at once
          {a=""}                | 1:1: parse error: vector selector must contain at least one non-empty matcher
          up{__name__="x"}      | 1:1: parse error: metric name must not be set twice: "up" or "x"
          up{a=~"("}            | 1:4: parse error: error parsing regexp: missing closing ): `(`
          up[0s]                | 1:4: parse error: duration must be greater than 0
          limitk(1, up)         | 1:1: parse error: limitk() is experimental and must be enabled with --enable-feature=promql-experimental-functions
          step()                | 1:1: parse error: function "step" is not enabled
          up[5m] anchored       | 1:1: parse error: anchored modifier is experimental and not enabled
          a + fill(0) b         | 1:1: parse error: binop fill modifiers are experimental and not enabled
          """)
  void aMalformedQueryIsAnsweredAsPrometheusAnswers(String query, String message) {
    assertThatThrownBy(() -> PromqlParser.parse(query, ParserFeatures.DEFAULT))
        .isInstanceOf(PromqlException.class)
        .hasMessage(message);
  }

  @Test
  void columnsCountBytesOfTheirLine() {
    assertThatThrownBy(() -> PromqlParser.parse("\"日本\" +\n\"é\" é", ParserFeatures.DEFAULT))
        .hasMessage("2:6: parse error: unexpected character: 'é'");
  }

  @Test
  void anEmptyQueryHasNoPlace() {
    assertThatThrownBy(() -> PromqlParser.parse("", ParserFeatures.DEFAULT))
        .hasMessage("unknown position: parse error: no expression found in input");
  }
}
