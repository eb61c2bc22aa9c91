package dev.firebucket.backfill.chunk;

/// A row of doubles, each written as its difference from the one before: mostly few bits, at a
/// place that the one before has named (the encoding of Facebook's Gorilla).
final class XorValue {
  private static final int NO_WINDOW = 0xff;

  /// The field has five bits.
  private static final int MOST_LEADING = 31;

  private long bits;
  private int leading = NO_WINDOW;
  private int trailing;

  double value() {
    return Double.longBitsToDouble(bits);
  }

  /// The first value, in full.
  void readFirst(BitReader in) throws ChunkException {
    bits = in.bits(Long.SIZE);
  }

  void read(BitReader in) throws ChunkException {
    if (!in.bit()) {
      return;
    }
    if (in.bit()) {
      leading = (int) in.bits(5);
      int significant = (int) in.bits(6);
      // 64 does not fit in six bits; 0 would be no difference at all.
      significant = significant == 0 ? Long.SIZE : significant;
      trailing = Long.SIZE - leading - significant;
    }
    if (leading == NO_WINDOW || trailing < 0) {
      throw new ChunkException("a value names no bits");
    }
    bits ^= in.bits(Long.SIZE - leading - trailing) << trailing;
  }

  void writeFirst(BitWriter out, double value) {
    bits = Double.doubleToRawLongBits(value);
    out.bits(bits, Long.SIZE);
  }

  void write(BitWriter out, double value) {
    long next = Double.doubleToRawLongBits(value);
    long difference = next ^ bits;
    bits = next;
    if (difference == 0) {
      out.bit(false);
      return;
    }
    out.bit(true);
    int zerosBefore = Math.min(Long.numberOfLeadingZeros(difference), MOST_LEADING);
    int zerosBehind = Long.numberOfTrailingZeros(difference);
    if (leading != NO_WINDOW && zerosBefore >= leading && zerosBehind >= trailing) {
      out.bit(false);
    } else {
      leading = zerosBefore;
      trailing = zerosBehind;
      out.bit(true);
      out.bits(leading, 5);
      out.bits(Long.SIZE - leading - trailing, 6);
    }
    out.bits(difference >>> trailing, Long.SIZE - leading - trailing);
  }
}
