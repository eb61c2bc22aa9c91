package dev.firebucket.ingest.exposition;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Whether bytes are UTF-8 text: no overlong forms, no surrogates, nothing above U+10FFFF.
final class Utf8 {
  private Utf8() {}

  static boolean isValid(byte[] buffer, int start, int end) {
    for (int i = start; i < end; i++) {
      if (buffer[i] < 0) {
        return decodes(buffer, i, end);
      }
    }
    return true;
  }

  private static boolean decodes(byte[] buffer, int start, int end) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, start, end - start));
      return true;
    } catch (CharacterCodingException notText) {
      return false;
    }
  }
}
