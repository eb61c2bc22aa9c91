package dev.firebucket.ingest.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/// A hash of bytes with a key of this process: nobody outside can choose bytes that collide, which
/// would make a table of a million series a list.
public final class SecretHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long START;
  private static final long FACTOR;

  static {
    SecureRandom random = new SecureRandom();
    START = random.nextLong();
    FACTOR = random.nextLong() | 1;
  }

  private SecretHash() {}

  /// The hash of a range of bytes; its upper and its lower bits are equally good.
  public static int of(byte[] bytes, int start, int end) {
    long hash = START ^ (end - start);
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mixed(hash, (long) LONG.get(bytes, at));
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = rest << Byte.SIZE | (bytes[at] & 0xff);
    }
    hash = mixed(hash, rest);
    return (int) (hash ^ hash >>> 32);
  }

  /// Both halves of a product of 128 bits: each bit of the one depends on all of the other.
  private static long mixed(long hash, long word) {
    long a = hash ^ word;
    return a * FACTOR ^ Math.unsignedMultiplyHigh(a, FACTOR) ^ Long.rotateLeft(a, 31);
  }
}
