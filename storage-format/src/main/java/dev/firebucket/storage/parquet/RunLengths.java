package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Decodes Parquet's RLE and bit-packing hybrid into an array: levels and dictionary indexes.
final class RunLengths {
  private static final int GROUP = 8;
  private static final int VARINT_BITS = 7;

  private RunLengths() {}

  /// @param width bits of a number
  /// @throws IOException when there are fewer numbers than wanted
  static int[] decode(ByteBuffer bytes, int width, int count) throws IOException {
    int[] numbers = new int[count];
    int filled = 0;
    while (filled < count) {
      int header = varint(bytes);
      int run = header >>> 1;
      if (run == 0) {
        throw new IOException("a run of no numbers after " + filled + " of " + count);
      }
      if ((header & 1) == 0) {
        int end = (int) Math.min(count, filled + (long) run);
        Arrays.fill(numbers, filled, end, littleEndian(bytes, (width + GROUP - 1) / GROUP));
        filled = end;
      } else {
        filled = unpack(bytes, width, run, numbers, filled);
      }
    }
    return numbers;
  }

  private static int unpack(ByteBuffer bytes, int width, int groups, int[] numbers, int filled) {
    int end = (int) Math.min(numbers.length, filled + (long) groups * GROUP);
    long mask = (1L << width) - 1;
    long bits = 0;
    int held = 0;
    for (int i = filled; i < end; i++) {
      while (held < width) {
        bits |= (bytes.get() & 0xffL) << held;
        held += Byte.SIZE;
      }
      numbers[i] = (int) (bits & mask);
      bits >>>= width;
      held -= width;
    }
    return end;
  }

  private static int littleEndian(ByteBuffer bytes, int length) {
    int number = 0;
    for (int i = 0; i < length; i++) {
      number |= (bytes.get() & 0xff) << (i * Byte.SIZE);
    }
    return number;
  }

  private static int varint(ByteBuffer bytes) {
    int number = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += VARINT_BITS) {
      byte next = bytes.get();
      number |= (next & 0x7f) << shift;
      if (next >= 0) {
        break;
      }
    }
    return number;
  }
}
