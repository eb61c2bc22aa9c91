package dev.firebucket.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapedNameTest {
  @ParameterizedTest
  @CsvSource({
    "job, job",
    "U__job, job",
    "U__http_2e_status, http.status",
    "U__a__b, a_b",
    "U___263a_, ☺",
    "U__a_zz, U__a_zz",
    "U__a_110000_, U__a_110000_",
    "a_2e_b, a_2e_b",
  })
  void isReadAsPrometheusReadsIt(String escaped, String name) {
    assertThat(EscapedName.unescape(escaped)).isEqualTo(name);
  }
}
