package dev.firebucket.storage.sql;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;

/// Makes JSON of what DuckDB calls so: `NaN`, `Infinity` and `-Infinity` become the texts that
/// Prometheus' API has for them, `"NaN"`, `"+Inf"` and `"-Inf"`.
final class NonFiniteNumbers {
  private NonFiniteNumbers() {}

  /// Copies, whatever the nesting; text inside of strings stays.
  static void quote(Reader json, Writer out) throws IOException {
    boolean inText = false;
    boolean escaped = false;
    StringBuilder word = new StringBuilder();
    for (int read = json.read(); read >= 0; read = json.read()) {
      char next = (char) read;
      if (!inText && isOfWord(next)) {
        word.append(next);
        continue;
      }
      out.write(strict(word.toString()));
      word.setLength(0);
      out.write(next);
      if (inText) {
        inText = escaped || next != '"';
        escaped = !escaped && next == '\\';
      } else {
        inText = next == '"';
      }
    }
    out.write(strict(word.toString()));
  }

  /// Numbers and literals: what is between the marks of JSON.
  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.';
  }

  private static String strict(String word) {
    return switch (word) {
      case "NaN", "-NaN", "nan", "-nan" -> "\"NaN\"";
      case "Infinity", "inf" -> "\"+Inf\"";
      case "-Infinity", "-inf" -> "\"-Inf\"";
      default -> word;
    };
  }
}
