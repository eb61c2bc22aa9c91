package dev.firebucket.query.parser;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/// Resolves the escapes of a string literal that the lexer has let through.
///
/// `\x` and octal escapes stand for single bytes, so that together they can spell a character of
/// UTF-8. A byte that belongs to none becomes the lone surrogate U+DC00 plus the byte, so that it
/// is not lost: no label may hold it, and it is printed as `\x..` again.
final class StringUnquoter {
  private static final int LONE_SURROGATE = 0xDC00;

  private final String body;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int position;

  private StringUnquoter(String body) {
    this.body = body;
  }

  /// @param literal with its quotes
  static String unquote(String literal) {
    String body = literal.substring(1, literal.length() - 1);
    if (literal.charAt(0) == '`' || body.indexOf('\\') < 0) {
      return body;
    }
    return new StringUnquoter(body).resolve();
  }

  private String resolve() {
    while (position < body.length()) {
      int backslash = body.indexOf('\\', position);
      int end = backslash < 0 ? body.length() : backslash;
      write(body.substring(position, end));
      position = end;
      if (backslash >= 0) {
        position += 2;
        escape(body.charAt(position - 1));
      }
    }
    return decode(ByteBuffer.wrap(bytes.toByteArray()));
  }

  private static String decode(ByteBuffer in) {
    CharBuffer out = CharBuffer.allocate(in.remaining());
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isError()) {
        out.put((char) (LONE_SURROGATE + (in.get() & 0xFF)));
        decoder.reset();
      }
    }
    return out.flip().toString();
  }

  private void escape(char kind) {
    switch (kind) {
      case 'a' -> bytes.write(0x07);
      case 'b' -> bytes.write('\b');
      case 'f' -> bytes.write('\f');
      case 'n' -> bytes.write('\n');
      case 'r' -> bytes.write('\r');
      case 't' -> bytes.write('\t');
      case 'v' -> bytes.write(0x0B);
      case 'x' -> bytes.write(digits(2, 16));
      case 'u' -> write(Character.toString(digits(4, 16)));
      case 'U' -> write(Character.toString(digits(8, 16)));
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        position--;
        bytes.write(digits(3, 8));
      }
      default -> bytes.write(kind);
    }
  }

  private int digits(int count, int base) {
    int value = Integer.parseInt(body.substring(position, position + count), base);
    position += count;
    return value;
  }

  private void write(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
