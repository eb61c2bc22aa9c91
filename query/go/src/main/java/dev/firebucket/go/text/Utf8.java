package dev.firebucket.go.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that should be UTF-8, as a string that loses none of them.
public final class Utf8 {
  private static final int LONE_SURROGATE = 0xDC00;

  private Utf8() {}

  /// The text of some bytes; a byte that belongs to no character becomes the lone surrogate U+DC00
  /// plus the byte, which [Quote] writes as `\x..`.
  public static String decode(byte[] bytes, int start, int end) {
    ByteBuffer in = ByteBuffer.wrap(bytes, start, end - start);
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

  /// Orders two strings as their UTF-8 bytes, which is Go's order; differs from `String.compareTo`
  /// where surrogates meet other characters.
  public static int compare(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        if (x >= Character.MIN_SURROGATE && y >= Character.MIN_SURROGATE) {
          return Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
        }
        return Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /// Whether a code point stands for a byte that belongs to no character.
  static boolean isByte(int point) {
    return point >= LONE_SURROGATE + 0x80 && point <= LONE_SURROGATE + 0xFF;
  }
}
