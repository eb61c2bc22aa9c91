package dev.firebucket.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenMetricsParserTest {
  @Test
  void metadataSamplesAndExemplarsComeInOrder() throws Exception {
    assertThat(
            Reading.openMetrics(
                """
                # TYPE latency_seconds histogram
                # UNIT latency_seconds seconds
                # HELP latency_seconds How \\"long\\".
                latency_seconds_bucket{le="1"} 5 # {trace_id="abc"} 0.67 1520879607.789
                latency_seconds_bucket{le="+Inf"} 7 1.5 # {} 3
                latency_seconds_created 1520430000.123
                # EOF
                """))
        .containsExactly(
            "type latency_seconds: histogram",
            "unit latency_seconds: seconds",
            "help latency_seconds: How \"long\".",
            "latency_seconds_bucket{le=\"1.0\"} 5.0 # {trace_id=\"abc\"} 0.67 @1520879607789",
            "latency_seconds_bucket{le=\"+Inf\"} 7.0 @1500 # {} 3.0",
            "latency_seconds_created 1.520430000123E9");
  }

  @Test
  void theEndMayLackItsLineBreak() throws Exception {
    assertThat(Reading.openMetrics("a 1\n# EOF")).containsExactly("a 1.0");
    assertThat(Reading.openMetrics("# EOF\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a 1\\n| data does not end with # EOF",
        "a 1| data does not end with # EOF",
        "a 1\\n# EOF\\nb 2\\n| unexpected data after # EOF",
        "a 1\\n\\n# EOF\\n| expected a valid start token",
        "# a comment\\n# EOF\\n| expected a valid start token",
        "a  1\\n# EOF\\n| expected value after metric",
        "a 1 \\n# EOF\\n| expected timestamp",
        "a 1 NaN\\n# EOF\\n| invalid timestamp NaN",
        "a{b=\"c\" d=\"e\"} 1\\n# EOF\\n| expected comma or brace close",
        "a{ b=\"c\"} 1\\n# EOF\\n| expected label name",
        "a 1 # {a=\"b\"}\\n# EOF\\n| expected value after exemplar labels",
        "a 1 # {a=\"b\"} x\\n# EOF\\n| invalid syntax",
        "a 1 # {a=\"b\"} 1 Inf\\n# EOF\\n| invalid exemplar timestamp Inf",
        "a 1 # {\"b\"} 1\\n# EOF\\n| expected label name",
        "# TYPE a untyped\\n# EOF\\n| invalid metric type \"untyped\"",
        "# HELP a\\n# EOF\\n| expected text in HELP",
        "# UNIT a_b c\\n# EOF\\n| unit \"c\" not a suffix of metric \"a_b\"",
      })
  void whatIsNotOfTheFormatIsAnError(String exposition, String message) {
    assertThatThrownBy(() -> Reading.openMetrics(exposition.replace("\\n", "\n")))
        .isInstanceOf(ExpositionException.class)
        .hasMessageContaining(message);
  }
}
