package dev.firebucket.ingest.exposition;

/// Which bytes stand in a metric name that needs no quotes; a table, for the lexers ask it for
/// every byte.
final class CharacterClasses {
  private static final byte[] CLASS = new byte[256];
  private static final byte PART = 1;
  private static final byte START = 2;

  static {
    for (int c = '0'; c <= '9'; c++) {
      CLASS[c] = PART;
    }
    for (int c = 'a'; c <= 'z'; c++) {
      CLASS[c] = PART | START;
      CLASS[c - 'a' + 'A'] = PART | START;
    }
    CLASS['_'] = PART | START;
    CLASS[':'] = PART | START;
  }

  private CharacterClasses() {}

  static boolean isNameStart(byte c) {
    return (CLASS[c & 0xff] & START) != 0;
  }

  static boolean isNamePart(byte c) {
    return CLASS[c & 0xff] != 0;
  }
}
