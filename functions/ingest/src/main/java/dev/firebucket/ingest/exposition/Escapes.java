package dev.firebucket.ingest.exposition;

import java.nio.charset.StandardCharsets;

/// The escapes of names, label values and help texts: `\\`, `\n` and, where there are quotes, `\"`.
/// A backslash before anything else stands for itself, as in Prometheus.
final class Escapes {
  private Escapes() {}

  /// The text of a name or label value between its quotes.
  static String resolve(byte[] buffer, int start, int end) {
    return resolve(buffer, start, end, true);
  }

  /// The text of a help line in the Prometheus format, where a quote needs no escape.
  static String resolveHelp(byte[] buffer, int start, int end) {
    return resolve(buffer, start, end, false);
  }

  private static String resolve(byte[] buffer, int start, int end, boolean quotes) {
    for (int i = start; i < end; i++) {
      if (buffer[i] == '\\') {
        return replace(new String(buffer, start, end - start, StandardCharsets.UTF_8), quotes);
      }
    }
    return new String(buffer, start, end - start, StandardCharsets.UTF_8);
  }

  private static String replace(String text, boolean quotes) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (next == '\\' || next == 'n' || (quotes && next == '"')) {
        out.append(next == 'n' ? '\n' : next);
        i++;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
