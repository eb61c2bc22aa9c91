package dev.firebucket.ingest.exposition;

import java.nio.charset.StandardCharsets;

/// Pieces of an exposition as error messages show them: quoted, escaped, cut to a length that a
/// page can show.
final class Quoted {
  private static final int LONGEST = 200;

  private Quoted() {}

  /// The bytes from `start` to `end`, quoted; what is longer than 200 bytes keeps its end, where
  /// the trouble is.
  static String bytes(byte[] buffer, int start, int end) {
    int from = Math.max(start, end - LONGEST);
    String text = new String(buffer, from, Math.max(0, end - from), StandardCharsets.UTF_8);
    return (from > start ? "…" : "") + text(text);
  }

  static String text(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            quoted.append(String.format("\\x%02x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
