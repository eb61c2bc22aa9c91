package dev.firebucket.query.lower;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Texts that SQL could take for more than texts.
public final class AwkwardTexts {
  /// What SQL, its printer or a C string could take for something else.
  private static final List<String> SNIPPETS =
      List.of(
          "$query",
          "grids(0)",
          "\n",
          "\r\n",
          "\t",
          "\0",
          "'",
          "''",
          "\"",
          "\\",
          ",",
          ":",
          ";",
          "--",
          "/*",
          "*/",
          "{",
          "}",
          "%s",
          "%d",
          "%",
          "?",
          "$",
          "é",
          "\u2028",
          "😀",
          "\u007f",
          "\u0001",
          "a",
          "b",
          " ",
          "' || chr(10) || '",
          "'; DROP TABLE x; --",
          "E'\\n'",
          "NULL");

  private AwkwardTexts() {}

  /// Each piece, and seeded chains of them.
  public static Stream<String> all() {
    Random random = new Random(7);
    return Stream.concat(
            SNIPPETS.stream(),
            IntStream.range(0, 40)
                .mapToObj(
                    i -> {
                      StringBuilder text = new StringBuilder();
                      for (int part = 0; part <= 1 + random.nextInt(4); part++) {
                        text.append(SNIPPETS.get(random.nextInt(SNIPPETS.size())));
                      }
                      return text.toString();
                    }))
        .distinct();
  }
}
