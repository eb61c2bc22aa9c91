package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

/// FORMAT.md as a test reads it.
record FormatDocument(List<String> lines) {
  static FormatDocument read() throws IOException {
    return new FormatDocument(Files.readAllLines(Path.of("FORMAT.md")));
  }

  /// The rows of the first table after the line that begins with some words, without its head; code
  /// is given without its backticks.
  List<List<String>> table(String words) {
    int line = lineOf(words);
    while (!lines.get(line).startsWith("|")) {
      line++;
    }
    List<List<String>> rows = new ArrayList<>();
    for (line += 2; line < lines.size() && lines.get(line).startsWith("|"); line++) {
      String row = lines.get(line);
      rows.add(
          Arrays.stream(row.substring(1, row.length() - 1).split(" \\| |\\|$", -1))
              .map(FormatDocument::plain)
              .toList());
    }
    return rows;
  }

  /// The cells of one column of such a table.
  List<String> column(String words, int column) {
    return table(words).stream().map(row -> row.get(column)).toList();
  }

  /// The cell next to another one.
  String beside(String words, String first) {
    return table(words).stream()
        .filter(row -> row.getFirst().equals(first))
        .map(row -> row.get(1))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no row '" + first + "' in " + words));
  }

  boolean says(String words) {
    return String.join("\n", lines).contains(words);
  }

  private int lineOf(String words) {
    for (int line = 0; line < lines.size(); line++) {
      if (lines.get(line).startsWith(words)) {
        return line;
      }
    }
    throw new NoSuchElementException("FORMAT.md has no line that begins with: " + words);
  }

  private static String plain(String cell) {
    return cell.strip().replace("`", "");
  }
}
