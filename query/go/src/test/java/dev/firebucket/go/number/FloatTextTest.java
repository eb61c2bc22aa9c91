package dev.firebucket.go.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0e+00",
    "-0.0, -0, -0, -0e+00",
    "1, 1, 1, 1e+00",
    "-2.5, -2.5, -2.5, -2.5e+00",
    "100000, 100000, 100000, 1e+05",
    "1000000, 1000000, 1e+06, 1e+06",
    "0.0001, 0.0001, 0.0001, 1e-04",
    "0.00001, 0.00001, 1e-05, 1e-05",
    "1.5e21, 1500000000000000000000, 1.5e+21, 1.5e+21",
    "0.1234567890123, 0.1234567890123, 0.1234567890123, 1.234567890123e-01",
    "123456.789, 123456.789, 123456.789, 1.23456789e+05",
  })
  void aNumberHasTheFewestDigitsThatReadBack(
      double value, String plain, String general, String scientific) {
    assertThat(FloatText.plain(value)).isEqualTo(plain);
    assertThat(FloatText.general(value)).isEqualTo(general);
    assertThat(FloatText.scientific(value)).isEqualTo(scientific);
  }

  @Test
  void theSmallestDoublesHaveOneDigitWhereOneIsEnough() {
    assertThat(FloatText.general(Double.MIN_VALUE)).isEqualTo("5e-324");
    assertThat(FloatText.general(2 * Double.MIN_VALUE)).isEqualTo("1e-323");
    assertThat(FloatText.scientific(-3 * Double.MIN_VALUE)).isEqualTo("-1.5e-323");
  }

  @Test
  void whateverTheBitsTheTextReadsBackAndIsNotLongerThanJavas() {
    Random random = new Random(20261122);
    for (int i = 0; i < 200_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        String plain = FloatText.plain(value);
        assertThat(Double.parseDouble(plain)).isEqualTo(value);
        assertThat(new BigDecimal(plain).stripTrailingZeros().precision())
            .isLessThanOrEqualTo(
                new BigDecimal(Double.toString(value)).stripTrailingZeros().precision());
        assertThat(Double.parseDouble(FloatText.scientific(value))).isEqualTo(value);
        assertThat(Double.parseDouble(FloatText.general(value))).isEqualTo(value);
      }
    }
  }

  @Test
  void whatIsNoNumberHasAName() {
    assertThat(FloatText.plain(Double.NaN)).isEqualTo("NaN");
    assertThat(FloatText.plain(Double.POSITIVE_INFINITY)).isEqualTo("+Inf");
    assertThat(FloatText.general(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
  }
}
