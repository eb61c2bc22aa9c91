package dev.firebucket.go.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatFormatTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "0.1, 0.1",
    "100000, 100000",
    "1e6, 1e+06",
    "123456.789, 123456.789",
    "1e-4, 0.0001",
    "1e-5, 1e-05",
    "4.9E-324, 5e-324",
    "1e23, 1e+23",
    "NaN, NaN",
    "Infinity, +Inf",
    "1.7976931348623157E308, 1.7976931348623157e+308"
  })
  void theShortestFormIsThatOfGo(double value, String text) {
    assertThat(FloatText.general(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "e, 3, 1234.5678, 1.235e+03",
    "e, -1, 1234.5, 1.2345e+03",
    "f, 0, 2.5, 2",
    "f, 2, 1e21," + " 1000000000000000000000.00",
    "g, 4, 999.95, 1000",
    "g, 4, 1234567, 1.235e+06",
    "g, 4, 0.00012345, 0.0001234",
    "G, 3, 1e-7, 1E-07",
    "f, -1, 0.125, 0.125",
    "e, 2, 0, 0.00e+00"
  })
  void aPrecisionRoundsExactly(char verb, int precision, double value, String text) {
    assertThat(FloatText.format(value, verb, precision)).isEqualTo(text);
  }
}
