package dev.firebucket.storage.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// XXH64 with seed 0, by which series are named in files and by which Prometheus samples them
/// (<https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md>). Written out here, because
/// stored ids hang on it for as long as there are files.
public final class Xxh64 {
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;
  private static final int STRIPE = 32;

  @SuppressWarnings("ConstantOverflow") // Sums of 64 bits wrap, as the specification says.
  private static final long FIRST_LANE = PRIME_1 + PRIME_2;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Xxh64() {}

  /// The hash of all bytes, an unsigned number.
  public static long hash(byte[] bytes) {
    int at = 0;
    long hash = PRIME_5;
    if (bytes.length >= STRIPE) {
      long a = FIRST_LANE;
      long b = PRIME_2;
      long c = 0;
      long d = -PRIME_1;
      for (; at <= bytes.length - STRIPE; at += STRIPE) {
        a = round(a, longAt(bytes, at));
        b = round(b, longAt(bytes, at + 8));
        c = round(c, longAt(bytes, at + 16));
        d = round(d, longAt(bytes, at + 24));
      }
      hash =
          Long.rotateLeft(a, 1)
              + Long.rotateLeft(b, 7)
              + Long.rotateLeft(c, 12)
              + Long.rotateLeft(d, 18);
      hash = merge(merge(merge(merge(hash, a), b), c), d);
    }
    return avalanche(rest(bytes, at, hash + bytes.length));
  }

  /// Takes in what is shorter than a stripe.
  private static long rest(byte[] bytes, int from, long before) {
    int at = from;
    long hash = before;
    for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
      hash = Long.rotateLeft(hash ^ round(0, longAt(bytes, at)), 27) * PRIME_1 + PRIME_4;
    }
    if (at <= bytes.length - Integer.BYTES) {
      long four = Integer.toUnsignedLong((int) INTS.get(bytes, at));
      hash = Long.rotateLeft(hash ^ (four * PRIME_1), 23) * PRIME_2 + PRIME_3;
      at += Integer.BYTES;
    }
    for (; at < bytes.length; at++) {
      hash = Long.rotateLeft(hash ^ ((bytes[at] & 0xffL) * PRIME_5), 11) * PRIME_1;
    }
    return hash;
  }

  private static long longAt(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
  }

  private static long avalanche(long hash) {
    long mixed = (hash ^ (hash >>> 33)) * PRIME_2;
    mixed = (mixed ^ (mixed >>> 29)) * PRIME_3;
    return mixed ^ (mixed >>> 32);
  }
}
