package dev.firebucket.go;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// A table that Go printed: `src/test/resources/go`. What made it stands beside it in `tables.go`.
public final class GoTable {
  private GoTable() {}

  /// The rows of a table, each cut at its tabs.
  public static List<String[]> rows(String name) {
    try (InputStream in =
        Objects.requireNonNull(GoTable.class.getResourceAsStream("/go/" + name), name)) {
      return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
          .filter(line -> !line.startsWith("# "))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The rows for which we answer otherwise than Go, whose answer stands last; each with ours.
  public static List<String> differences(String name, Function<String[], String> ours) {
    List<String[]> rows = rows(name);
    if (rows.isEmpty()) {
      throw new IllegalStateException(name + " is empty");
    }
    return rows.stream()
        .filter(row -> !ours.apply(row).equals(row[row.length - 1]))
        .map(row -> String.join(" | ", row) + " <- Go, ours -> " + ours.apply(row))
        .toList();
  }

  /// Bytes as tables write them: `c3 9f`.
  public static byte[] bytes(String hexadecimal) {
    return HexFormat.of().parseHex(hexadecimal.replace(" ", ""));
  }

  /// Text whose UTF-8 a table gives.
  public static String text(String hexadecimal) {
    return new String(bytes(hexadecimal), StandardCharsets.UTF_8);
  }

  /// Bytes as tables write them.
  public static String hexadecimal(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }
}
