package dev.firebucket.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.go.number.FloatReader;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FloatBytesTest {
  private static double parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return FloatBytes.parse(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-0,-0.0",
    "1,1",
    "+1.5,1.5",
    ".5,0.5",
    "5.,5",
    "1e3,1000",
    "1E-3,0.001",
    "1.7323e+09,1.7323e9",
    "9007199254740993,9007199254740992",
    "1e-400,0",
    "1e400000000,x",
    "123456789012345678901234567890,1.2345678901234568e29",
    "0.1234567890123456789,0.12345678901234568",
    "4.9e-324,4.9e-324",
    "1.7976931348623157e308,1.7976931348623157e308"
  })
  void decimalNumbersAreExact(String text, String expected) {
    if (expected.equals("x")) {
      assertThatThrownBy(() -> parse(text)).hasMessageContaining("value out of range");
    } else {
      assertThat(parse(text)).isEqualTo(Double.parseDouble(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Inf", "+Inf", "inf", "INFINITY", "+infinity"})
  void infinityHasManyNames(String text) {
    assertThat(parse(text)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(parse("-inf")).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void notANumberIsAlwaysTheSame() {
    assertThat(Double.doubleToRawLongBits(parse("nan"))).isEqualTo(0x7ff8000000000001L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "-",
        ".",
        "e5",
        "1e",
        "1e+",
        "1.5.5",
        "0x10",
        "0x1p4",
        "1_000",
        "+NaN",
        "1f",
        "1d",
        "infin",
        "1e5x",
        "--1",
        "12345678901234567890f",
        "１"
      })
  void otherFormsAreRefused(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void randomDoublesReadBackBitByBit() {
    Random random = new Random(20261122);
    for (int i = 0; i < 100_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        assertThat(parse(Double.toString(number))).isEqualTo(number);
      }
      double small = random.nextInt(1_000_000) / 1000.0;
      assertThat(parse(Double.toString(small))).isEqualTo(small);
    }
  }

  @Test
  void theFastParserAnswersAsTheOneReaderOfFloats() {
    Random random = new Random(9);
    String letters = "0123456789012345678901234567890.eE+-_xp nfaNI";
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length >= 0; length--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      String word = text.toString();
      assertThat(answer(word, FloatBytesTest::parse))
          .as(word)
          .isEqualTo(answer(word, FloatReader::readExposed));
    }
  }

  private static String answer(String text, ToDoubleFunction<String> reader) {
    try {
      return Long.toHexString(Double.doubleToRawLongBits(reader.applyAsDouble(text)));
    } catch (NumberFormatException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
