package dev.firebucket.backfill.chunk;

/// Reads a chunk bit by bit, the highest bit of each byte first.
///
/// A read behind the end is a [ChunkException]: outside data may be cut off anywhere.
final class BitReader {
  private static final int MOST_VARINT_BYTES = 10;

  private final byte[] bytes;
  private final long end;
  private long position;

  /// @param from the first byte to read
  BitReader(byte[] bytes, int from) {
    this.bytes = bytes;
    this.position = (long) from * Byte.SIZE;
    this.end = (long) bytes.length * Byte.SIZE;
  }

  boolean bit() throws ChunkException {
    require(1);
    int place = (int) (position >>> 3);
    boolean set = (bytes[place] >>> (7 - (position & 7)) & 1) == 1;
    position++;
    return set;
  }

  /// The next bits as an unsigned number.
  ///
  /// @param count 0 to 64
  long bits(int count) throws ChunkException {
    require(count);
    long value = 0;
    int left = count;
    while (left > 0) {
      int inByte = 8 - (int) (position & 7);
      int take = Math.min(inByte, left);
      int piece = (bytes[(int) (position >>> 3)] & 0xff) >>> (inByte - take) & ((1 << take) - 1);
      value = value << take | piece;
      position += take;
      left -= take;
    }
    return value;
  }

  double float64() throws ChunkException {
    return Double.longBitsToDouble(bits(Long.SIZE));
  }

  /// A number of seven bits a byte, the lowest first, as Go's `encoding/binary` writes it.
  long uvarint() throws ChunkException {
    long value = 0;
    for (int i = 0; i < MOST_VARINT_BYTES; i++) {
      long next = bits(Byte.SIZE);
      value |= (next & 0x7f) << (7 * i);
      if (next < 0x80) {
        return value;
      }
    }
    throw new ChunkException("a number has more than ten bytes");
  }

  /// As [#uvarint], signed: the sign is the lowest bit.
  long varint() throws ChunkException {
    long value = uvarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /// The bits of a signed number; the highest value stands for itself, so the range is `-(2^(n-1) -
  /// 1)` to `2^(n-1)`.
  long signed(int count) throws ChunkException {
    long value = bits(count);
    return count < Long.SIZE && value > 1L << (count - 1) ? value - (1L << count) : value;
  }

  /// A signed number in one of nine sizes, which a prefix of ones names.
  long varbitInt() throws ChunkException {
    int size = VarbitSize.ofPrefix(prefix());
    return size == 0 ? 0 : signed(size);
  }

  /// As [#varbitInt], unsigned.
  long varbitUint() throws ChunkException {
    return bits(VarbitSize.ofPrefix(prefix()));
  }

  private int prefix() throws ChunkException {
    int ones = 0;
    while (ones < VarbitSize.LONGEST_PREFIX && bit()) {
      ones++;
    }
    return ones;
  }

  private void require(int count) throws ChunkException {
    if (position + count > end) {
      throw new ChunkException("the chunk ends in the middle of a sample");
    }
  }
}
