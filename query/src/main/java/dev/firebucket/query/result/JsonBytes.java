package dev.firebucket.query.result;

import dev.firebucket.query.error.WellFormedText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// JSON as bytes in a buffer that grows: no object per value.
final class JsonBytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /// 10 to the power of the index.
  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private byte[] bytes = new byte[4096];
  private int size;

  JsonBytes raw(String ascii) {
    int length = ascii.length();
    reserve(length);
    byte[] to = bytes;
    int at = size;
    for (int i = 0; i < length; i++) {
      to[at + i] = (byte) ascii.charAt(i);
    }
    size = at + length;
    return this;
  }

  JsonBytes raw(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  /// A string in quotes.
  JsonBytes string(String text) {
    raw('"');
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      raw(text);
    } else {
      for (byte b : WellFormedText.of(text).getBytes(StandardCharsets.UTF_8)) {
        escaped(b);
      }
    }
    return raw('"');
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
  }

  private void escaped(byte b) {
    reserve(6);
    switch (b) {
      case '"', '\\' -> {
        bytes[size++] = '\\';
        bytes[size++] = b;
      }
      case '\n' -> raw("\\n");
      case '\r' -> raw("\\r");
      case '\t' -> raw("\\t");
      default -> {
        if (b >= 0 && b < ' ') {
          raw("\\u00");
          bytes[size++] = HEX[b >> 4];
          bytes[size++] = HEX[b & 15];
        } else {
          bytes[size++] = b;
        }
      }
    }
  }

  /// A whole number.
  JsonBytes whole(long value) {
    reserve(20);
    if (value < 0) {
      bytes[size++] = '-';
      if (value == Long.MIN_VALUE) {
        return raw("9223372036854775808");
      }
    }
    digits(Math.abs(value), 1);
    return this;
  }

  /// A decimal number without sign, with at least `minimum` digits.
  void digits(long value, int minimum) {
    reserve(20);
    int count = minimum;
    while (count < POWERS.length && value >= POWERS[count]) {
      count++;
    }
    byte[] to = bytes;
    int start = size;
    int at = start + count;
    long high = value;
    while (high > Integer.MAX_VALUE) {
      to[--at] = (byte) ('0' + high % 10);
      high /= 10;
    }
    int rest = (int) high;
    while (at > start) {
      to[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size = start + count;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  int size() {
    return size;
  }

  /// A part of other bytes.
  void copy(byte[] from, int start, int end) {
    reserve(end - start);
    System.arraycopy(from, start, bytes, size, end - start);
    size += end - start;
  }

  /// What stands between two places of what has been gathered, once more.
  void again(int start, int end) {
    reserve(end - start);
    System.arraycopy(bytes, start, bytes, size, end - start);
    size += end - start;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /// Hands over what has been gathered so far.
  void drainTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
    size = 0;
  }
}
