package dev.firebucket.backfill.chunk;

import java.util.Arrays;

/// Writes a chunk bit by bit, the highest bit of each byte first: the twin of [BitReader].
final class BitWriter {
  private byte[] bytes = new byte[256];
  private int position;

  void bit(boolean set) {
    bits(set ? 1 : 0, 1);
  }

  /// The lowest bits of a number.
  ///
  /// @param count 0 to 64
  void bits(long value, int count) {
    int left = count;
    while (left > 0) {
      int place = position >>> 3;
      if (place == bytes.length) {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
      int room = 8 - (position & 7);
      int take = Math.min(room, left);
      long piece = value >>> (left - take) & ((1L << take) - 1);
      bytes[place] |= (byte) (piece << (room - take));
      position += take;
      left -= take;
    }
  }

  void float64(double value) {
    bits(Double.doubleToRawLongBits(value), Long.SIZE);
  }

  void uvarint(long value) {
    long rest = value;
    while (Long.compareUnsigned(rest, 0x80) >= 0) {
      bits((rest & 0x7f) | 0x80, Byte.SIZE);
      rest >>>= 7;
    }
    bits(rest, Byte.SIZE);
  }

  void varint(long value) {
    uvarint(value << 1 ^ value >> 63);
  }

  void varbitInt(long value) {
    prefixed(value, VarbitSize.prefixOfSigned(value));
  }

  void varbitUint(long value) {
    prefixed(value, VarbitSize.prefixOfUnsigned(value));
  }

  private void prefixed(long value, int ones) {
    bits(-1, ones);
    if (ones < VarbitSize.LONGEST_PREFIX) {
      bit(false);
    }
    bits(value, VarbitSize.ofPrefix(ones));
  }

  /// Replaces a whole byte that is written already.
  void set(int place, int value) {
    bytes[place] = (byte) value;
  }

  /// Whole bytes; the last one is filled with zeros.
  byte[] toByteArray() {
    return Arrays.copyOf(bytes, (position + 7) >>> 3);
  }
}
