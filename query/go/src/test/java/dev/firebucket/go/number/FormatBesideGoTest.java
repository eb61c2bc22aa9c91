package dev.firebucket.go.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.go.GoTable;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FormatBesideGoTest {
  @Test
  void floatsAreWrittenAsGoWritesThem() {
    assertThat(
            GoTable.differences(
                "number/format-float.txt",
                row -> FloatText.format(value(row), row[1].charAt(0), Integer.parseInt(row[2]))))
        .isEmpty();
  }

  private static double value(String[] row) {
    return Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(row[0]));
  }
}
