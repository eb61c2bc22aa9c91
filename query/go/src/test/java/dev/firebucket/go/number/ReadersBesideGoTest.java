package dev.firebucket.go.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.go.GoTable;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadersBesideGoTest {
  @Test
  void floatsAreReadAsGoReadsThem() {
    assertThat(GoTable.differences("number/parse-float.txt", row -> floating(row[0]))).isEmpty();
  }

  private static String floating(String text) {
    try {
      return HexFormat.of().toHexDigits(Double.doubleToRawLongBits(FloatReader.read(text)));
    } catch (NumberFormatException e) {
      return kind(e);
    }
  }

  @Test
  void wholeNumbersAreReadAsGoReadsThem() {
    assertThat(
            GoTable.differences(
                "number/parse-int.txt",
                row -> row[1].equals("0") ? literal(row) : whole(row[0], Integer.parseInt(row[2]))))
        .isEmpty();
  }

  private static String whole(String text, int bits) {
    try {
      return String.valueOf(IntegerReader.read(text, bits));
    } catch (NumberFormatException e) {
      return kind(e);
    }
  }

  /// A literal only is or is not one: the table's word for what is not is taken as it stands.
  private static String literal(String[] row) {
    OptionalLong value = IntegerReader.findLiteral(row[0]);
    boolean error = row[3].equals("syntax") || row[3].equals("range");
    return value.isPresent() ? String.valueOf(value.getAsLong()) : error ? row[3] : "none";
  }

  private static String kind(NumberFormatException e) {
    return String.valueOf(e.getMessage()).endsWith("out of range") ? "range" : "syntax";
  }

  @Test
  void errorsAreWordedAsInGo() {
    assertThatThrownBy(() -> FloatReader.read("1\t"))
        .hasMessage("strconv.ParseFloat: parsing \"1\\t\": invalid syntax");
    assertThatThrownBy(() -> FloatReader.read("1e999"))
        .hasMessage("strconv.ParseFloat: parsing \"1e999\": value out of range");
    assertThatThrownBy(() -> IntegerReader.atoi("é"))
        .hasMessage("strconv.Atoi: parsing \"é\": invalid syntax");
    assertThatThrownBy(() -> IntegerReader.read("2147483648", 32))
        .hasMessage("strconv.ParseInt: parsing \"2147483648\": value out of range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1_000", "0x1p4", "1p1", "0X1P4"})
  void anExpositionHasOnlyTheFormsOfOldGo(String text) {
    assertThatThrownBy(() -> FloatReader.readExposed(text))
        .hasMessage("unsupported character in float");
  }

  @Test
  void notANumberHasTheBitsOfGo() {
    assertThat(Double.doubleToRawLongBits(FloatReader.read("nan"))).isEqualTo(0x7ff8000000000001L);
  }
}
