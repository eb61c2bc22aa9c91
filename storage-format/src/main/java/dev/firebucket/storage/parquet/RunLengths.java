package dev.firebucket.storage.parquet;

import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Decodes Parquet's RLE and bit-packing hybrid: levels and dictionary indexes.
final class RunLengths {
  private static final int GROUP = 8;
  private static final int VARINT_BITS = 7;

  private RunLengths() {}

  /// Takes neighbouring equal numbers.
  @FunctionalInterface
  interface RunTaker {
    /// @param end how many numbers there were up to here
    void take(int number, int end);
  }

  /// @param width bits of a number
  /// @throws IOException when there are fewer numbers than wanted
  static int[] decode(ByteBuffer bytes, int width, int count) throws IOException {
    int[] numbers = new int[count];
    int[] filled = new int[1];
    each(
        bytes,
        width,
        count,
        (number, end) -> {
          Arrays.fill(numbers, filled[0], end, number);
          filled[0] = end;
        });
    return numbers;
  }

  /// Hands over the numbers run by run; those that are packed one by one.
  ///
  /// @throws IOException when there are fewer numbers than wanted
  static void each(ByteBuffer bytes, int width, int count, RunTaker taker) throws IOException {
    int taken = 0;
    while (taken < count) {
      int header = varint(bytes);
      int run = header >>> 1;
      if (run == 0) {
        throw new BadBytesException("a run of no numbers after " + taken + " of " + count);
      }
      if ((header & 1) == 0) {
        int end = (int) Math.min(count, taken + (long) run);
        taker.take(littleEndian(bytes, (width + GROUP - 1) / GROUP), end);
        taken = end;
      } else {
        int end = (int) Math.min(count, taken + (long) run * GROUP);
        unpack(bytes, width, taken, end, taker);
        taken = end;
      }
    }
  }

  private static void unpack(ByteBuffer bytes, int width, int from, int end, RunTaker taker) {
    long mask = (1L << width) - 1;
    long bits = 0;
    int held = 0;
    for (int i = from; i < end; i++) {
      while (held < width) {
        bits |= (bytes.get() & 0xffL) << held;
        held += Byte.SIZE;
      }
      taker.take((int) (bits & mask), i + 1);
      bits >>>= width;
      held -= width;
    }
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
