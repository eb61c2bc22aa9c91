package dev.firebucket.backfill.chunk;

/// The sizes of numbers in histogram chunks: as many ones as stand before the number name its size
/// (`tsdb/docs/format/chunks.md`, `<varbit_int>`).
final class VarbitSize {
  /// Eight ones without a zero behind them.
  static final int LONGEST_PREFIX = 8;

  private static final int[] BITS = {0, 3, 6, 9, 12, 18, 25, 56, 64};

  private VarbitSize() {}

  /// @param ones 0 to 8
  static int ofPrefix(int ones) {
    return BITS[ones];
  }

  /// The ones before the smallest size that holds a signed number.
  static int prefixOfSigned(long value) {
    if (value == 0) {
      return 0;
    }
    int ones = 1;
    while (ones < LONGEST_PREFIX && !fits(value, BITS[ones])) {
      ones++;
    }
    return ones;
  }

  /// The ones before the smallest size that holds an unsigned number.
  static int prefixOfUnsigned(long value) {
    if (value == 0) {
      return 0;
    }
    int ones = 1;
    while (ones < LONGEST_PREFIX && Long.numberOfLeadingZeros(value) < Long.SIZE - BITS[ones]) {
      ones++;
    }
    return ones;
  }

  /// Whether a signed number has room in so many bits, see [BitReader#signed].
  static boolean fits(long value, int bits) {
    return -((1L << (bits - 1)) - 1) <= value && value <= 1L << (bits - 1);
  }
}
