package dev.firebucket.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NonFiniteNumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"v\":NaN},{\"v\":-1.5e-7}] | [{\"v\":\"NaN\"},{\"v\":-1.5e-7}]",
        "{\"v\":Infinity,\"w\":-Infinity} | {\"v\":\"+Inf\",\"w\":\"-Inf\"}",
        "[[NaN,1],{\"a\":[Infinity]}] | [[\"NaN\",1],{\"a\":[\"+Inf\"]}]",
        "{\"NaN\":\"NaN, Infinity\"} | {\"NaN\":\"NaN, Infinity\"}",
        "{\"a\":\"\\\" NaN\",\"b\":\"\\\\\",\"c\":NaN} | {\"a\":\"\\\" NaN\",\"b\":\"\\\\\",\"c\":\"NaN\"}",
        "[true,false,null,0] | [true,false,null,0]",
        "NaN | \"NaN\"",
      })
  void valuesThatJsonDoesNotHaveAreTexts(String loose, String strict) throws IOException {
    StringWriter out = new StringWriter();

    NonFiniteNumbers.quote(new StringReader(loose), out);

    assertThat(out.toString()).isEqualTo(strict);
  }
}
