package dev.firebucket.lambda.request.answer;

/// How large an answer becomes inside the JSON document that a function hands to Lambda.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>
public final class PayloadSize {
  /// The most that Lambda takes from a function; more is a 502 for the caller.
  public static final long MOST = 6L << 20;

  /// What is left for headers, status and the document's own keys.
  private static final long FRAME = 8 << 10;

  /// The most that a body may become.
  public static final long MOST_OF_BODY = MOST - FRAME;

  private static final int FIRST_PRINTABLE = 0x20;

  /// Begins a character of four bytes, which Jackson writes as two escapes of six.
  private static final int FIRST_OF_FOUR = 0xF0;

  private PayloadSize() {}

  /// Of a text: quotes, backslashes, control characters and those beyond 16 bits are escaped.
  public static long ofText(byte[] body) {
    long size = body.length;
    for (byte one : body) {
      if (one == '"' || one == '\\') {
        size++;
      } else if (one >= 0 && one < FIRST_PRINTABLE) {
        size += isShort(one) ? 1 : 5;
      } else if (Byte.toUnsignedInt(one) >= FIRST_OF_FOUR) {
        size += 8;
      }
    }
    return size;
  }

  private static boolean isShort(byte one) {
    return one == '\n' || one == '\r' || one == '\t' || one == '\b' || one == '\f';
  }

  /// Of bytes, which travel as base64.
  public static long ofBytes(long length) {
    return (length + 2) / 3 * 4;
  }
}
