package dev.firebucket.query.parser;

/// Strings as Prometheus' HTTP API writes them in JSON.
final class PeerJson {
  private PeerJson() {}

  static String quote(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        case '<', '>', '&', 0x2028, 0x2029 -> json.append("\\u%04x".formatted((int) c));
        default -> json.append(c < 0x20 ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return json.append('"').toString();
  }
}
