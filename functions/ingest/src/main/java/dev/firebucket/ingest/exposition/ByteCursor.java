package dev.firebucket.ingest.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes of an exposition and the place reached in them: what the parsers of all formats need
/// to find the ends of tokens and to say what is wrong.
abstract class ByteCursor {
  final byte[] buffer;

  /// Where the exposition ends; a byte that ends every token stands there.
  final int limit;

  /// Where the next token begins.
  int position;

  /// Where the entry begins.
  int entryStart;

  ByteCursor(byte[] body, int length, byte sentinel) {
    buffer = Arrays.copyOf(body, length + 1);
    buffer[length] = sentinel;
    limit = length;
  }

  final int endOfName(int start) {
    int at = start + 1;
    while (isNamePart(buffer[at])) {
      at++;
    }
    return at;
  }

  final int endOfLabelName(int start) {
    int at = start + 1;
    while (isNamePart(buffer[at]) && buffer[at] != ':') {
      at++;
    }
    return at;
  }

  /// The place behind the quoted text that begins at `start`.
  final int endOfQuoted(int start, boolean oneLine, boolean nulls, String expected)
      throws ExpositionException {
    for (int at = start + 1; at < limit; at++) {
      byte c = buffer[at];
      if (c == '"') {
        return at + 1;
      }
      if (c == '\\') {
        at++;
        if (at < limit && buffer[at] == '\n') {
          throw unexpected(expected, start);
        }
      } else if ((c == '\n' && oneLine) || (c == 0 && !nulls)) {
        break;
      }
    }
    throw unexpected(expected, start);
  }

  final double number(int start, int end) throws ExpositionException {
    try {
      return FloatBytes.parse(buffer, start, end);
    } catch (NumberFormatException reason) {
      throw failure(
          reason.getMessage() + " while parsing: " + Quoted.bytes(buffer, entryStart, end));
    }
  }

  final void requireUtf8Help(int start, int end) throws ExpositionException {
    if (!Utf8.isValid(buffer, start, end)) {
      throw failure(
          "help text " + Quoted.bytes(buffer, start, end) + " is not a valid utf8 string");
    }
  }

  final String string(int start, int end) {
    return new String(buffer, start, end - start, StandardCharsets.UTF_8);
  }

  /// Whether `word` stands at `at`.
  final boolean wordAt(int at, String word) {
    if (at + word.length() > limit) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (buffer[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// The error that something else than expected stands at `at`.
  final ExpositionException unexpected(String expected, int at) {
    int end = at;
    while (end < limit && end - at < 20 && buffer[end] > ' ' && (end == at || buffer[end] != '"')) {
      end++;
    }
    end = Math.min(limit, Math.max(end, at + 1));
    String got = at >= limit ? "the end" : Quoted.bytes(buffer, at, end);
    position = Math.min(at, limit);
    return failure(
        expected + ", got " + got + " while parsing: " + Quoted.bytes(buffer, entryStart, end));
  }

  final ExpositionException failure(String message) {
    return failure(message, Math.min(position, limit));
  }

  final ExpositionException failure(String message, int place) {
    int line = 1;
    for (int i = 0; i < place; i++) {
      if (buffer[i] == '\n') {
        line++;
      }
    }
    return new ExpositionException(message, line);
  }

  static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }

  static boolean isNameStart(byte c) {
    return CharacterClasses.isNameStart(c);
  }

  static boolean isNamePart(byte c) {
    return CharacterClasses.isNamePart(c);
  }

  static boolean isLabelStart(byte c) {
    return c != ':' && CharacterClasses.isNameStart(c);
  }
}
