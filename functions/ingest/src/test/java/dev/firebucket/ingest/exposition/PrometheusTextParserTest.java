package dev.firebucket.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrometheusTextParserTest {
  @Test
  void metadataAndSamplesComeInOrder() throws Exception {
    assertThat(
            Reading.text(
                """
                # HELP requests_total All requests,\\nby code. "a\\\\b"
                # TYPE requests_total counter
                requests_total{code="200",method="get"} 1027 1395066363000
                # a comment

                requests_total{code="400"} 3
                up 1
                """))
        .containsExactly(
            "help requests_total: All requests,\nby code. \"a\\b\"",
            "type requests_total: counter",
            "requests_total{code=\"200\", method=\"get\"} 1027.0 @1395066363000",
            "requests_total{code=\"400\"} 3.0",
            "up 1.0");
  }

  @Test
  void theLastLineNeedsNoLineBreak() throws Exception {
    assertThat(Reading.text("a 1\nb 2")).containsExactly("a 1.0", "b 2.0");
    assertThat(Reading.text("")).isEmpty();
    assertThat(Reading.text("\n\n  \n")).isEmpty();
  }

  @Test
  void blanksMayStandBetweenAllTokens() throws Exception {
    assertThat(Reading.text("a  {  x = \"1\" , y=\"2\" , }\t3\t4\n"))
        .containsExactly("a{x=\"1\", y=\"2\"} 3.0 @4");
    assertThat(Reading.text("a{x=\"1\" y=\"2\"}3\n")).containsExactly("a{x=\"1\", y=\"2\"} 3.0");
  }

  @Test
  void escapesOfLabelValuesAreResolved() throws Exception {
    assertThat(Reading.text("a{path=\"C:\\\\dir\",text=\"say \\\"hi\\\"\\nbye\\z\"} 1\n"))
        .containsExactly("a{path=\"C:\\\\dir\", text=\"say \\\"hi\\\"\\nbye\\\\z\"} 1.0");
  }

  @Test
  void namesInQuotesMayHoldAnyText() throws Exception {
    assertThat(Reading.text("{\"my.metric\",\"a label\"=\"x\"} 1\n{\"température\"} 2\n"))
        .containsExactly("my.metric{a label=\"x\"} 1.0", "température 2.0");
  }

  @Test
  void boundsOfHistogramsAndSummariesBecomeCanonical() throws Exception {
    assertThat(
            Reading.text(
                """
                # TYPE h histogram
                h_bucket{le="1"} 1
                h_bucket{le="1000000"} 2
                # TYPE s summary
                s{quantile="0.50"} 3
                # TYPE g gauge
                g{le="1"} 4
                """))
        .contains(
            "h_bucket{le=\"1.0\"} 1.0",
            "h_bucket{le=\"1e+06\"} 2.0",
            "s{quantile=\"0.5\"} 3.0",
            "g{le=\"1\"} 4.0");
  }

  @ParameterizedTest
  @CsvSource({
    "a,                    expected value after metric",
    "a 1 2 3,              expected next entry after timestamp",
    "a 1 -2,               expected timestamp or new record",
    "a 1 99999999999999999999, value out of range",
    "a x,                  'parsing \"x\": invalid syntax'",
    "a 0x1p3,              unsupported character in float",
    "a 1_000,              unsupported character in float",
    "a 1e999,              value out of range",
    "'a{b=\"c\" 1',        expected label name",
    "'a{b} 1',             expected equal",
    "'a{b=c} 1',           expected label value",
    "'a{b=\"c} 1',         expected label value",
    "'a{\"b\"} 1',         metric name already set",
    "'{b=\"c\"} 1',        metric name not set",
    "'a{b=\"1\",b=\"2\"} 1', label name \"b\" is not unique",
    "1a 1,                 expected a valid start token",
    "# TYPE a strange,     invalid metric type \"strange\"",
    "# HELP 1a text,       expected metric name after HELP",
  })
  void whatIsNotOfTheFormatIsAnErrorWithItsLine(String line, String message) {
    assertThatThrownBy(() -> Reading.text("ok 1\n" + line + "\nok 2\n"))
        .isInstanceOf(ExpositionException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("(line ");
  }

  @Test
  void theErrorNamesLineAndWhatStoodThere() {
    assertThatThrownBy(() -> Reading.text("ok 1\n\nfoo{a=\"b\"}\n"))
        .hasMessage(
            "expected value after metric, got \"\\n\" while parsing: \"foo{a=\\\"b\\\"}\\n\" (line 3)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a{b=\"%\"} 1\n", "# HELP a %\n", "{\"a%\"} 1\n", "a{\"b%\"=\"c\"} 1\n"})
  void bytesThatAreNoUtf8AreAnError(String template) {
    String[] parts = template.split("%");
    byte[] body = (parts[0] + "\u00ff" + parts[1]).getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Reading.entries(ExpositionFormat.PROMETHEUS_TEXT.parser(body)))
        .isInstanceOf(ExpositionException.class);
  }
}
