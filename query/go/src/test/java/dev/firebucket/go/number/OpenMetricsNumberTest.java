package dev.firebucket.go.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenMetricsNumberTest {
  @ParameterizedTest
  @CsvSource({
    "1,1.0",
    "0,0.0",
    "-0.0,0.0",
    "-1,-1.0",
    "0.5,0.5",
    "10,10.0",
    "100000,100000.0",
    "1000000,1e+06",
    "1234567,1.234567e+06",
    "0.0001,0.0001",
    "0.00001,1e-05",
    "1e23,1e+23",
    "1.5e-7,1.5e-07",
    "-2.5,-2.5",
    "1e100,1e+100",
    "123456.5,123456.5",
    "NaN,NaN",
    "Infinity,+Inf",
    "-Infinity,-Inf"
  })
  void boundsHaveOneForm(double number, String text) {
    assertThat(OpenMetricsNumber.of(number)).isEqualTo(text);
  }
}
