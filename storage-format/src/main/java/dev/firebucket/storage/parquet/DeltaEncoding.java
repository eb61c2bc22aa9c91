package dev.firebucket.storage.parquet;

import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Parquet's DELTA_BINARY_PACKED of 64-bit integers, from array to page and back: blocks of
/// differences, each in parts that are packed in as few bits as they need.
///
/// parquet-java has the same one number at a time, which takes ten times as long.
final class DeltaEncoding {
  /// Differences in a block, and in a part of it, as this project writes them.
  private static final int BLOCK = 128;

  private static final int PART = 32;
  private static final int PARTS = BLOCK / PART;

  /// More than a varint takes.
  private static final int LONGEST_VARINT = 10;

  private static final int LONGEST_BLOCK = LONGEST_VARINT + PARTS + BLOCK * Long.BYTES;
  private static final int VARINT_BITS = 7;

  private DeltaEncoding() {}

  /// A page of the first numbers of an array.
  static byte[] encode(long[] numbers, int count) {
    ByteBuffer page =
        ByteBuffer.allocate(4 * LONGEST_VARINT + LONGEST_BLOCK + count / Byte.SIZE)
            .order(ByteOrder.LITTLE_ENDIAN);
    putVarint(page, BLOCK);
    putVarint(page, PARTS);
    putVarint(page, count);
    putVarint(page, count == 0 ? 0 : zigzag(numbers[0]));
    long[] differences = new long[BLOCK];
    for (int from = 1; from < count; from += BLOCK) {
      page = withRoom(page);
      putBlock(page, numbers, from, Math.min(BLOCK, count - from), differences);
    }
    return Arrays.copyOf(page.array(), page.position());
  }

  private static ByteBuffer withRoom(ByteBuffer page) {
    if (page.remaining() >= LONGEST_BLOCK) {
      return page;
    }
    ByteBuffer wider =
        ByteBuffer.allocate(page.capacity() * 2 + LONGEST_BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    return wider.put(page.flip());
  }

  /// @param differences room for those of a block
  private static void putBlock(
      ByteBuffer page, long[] numbers, int from, int count, long[] differences) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      long difference = numbers[from + i] - numbers[from + i - 1];
      differences[i] = difference;
      least = Math.min(least, difference);
    }
    for (int i = 0; i < count; i++) {
      differences[i] -= least;
    }
    Arrays.fill(differences, count, BLOCK, 0);
    putVarint(page, zigzag(least));
    int widths = page.position();
    page.position(widths + PARTS);
    for (int part = 0; part * PART < count; part++) {
      int width = width(differences, part * PART);
      page.put(widths + part, (byte) width);
      putPacked(page, differences, part * PART, width);
    }
  }

  private static int width(long[] differences, int from) {
    long bits = 0;
    for (int i = from; i < from + PART; i++) {
      bits |= differences[i];
    }
    return Long.SIZE - Long.numberOfLeadingZeros(bits);
  }

  private static void putPacked(ByteBuffer page, long[] differences, int from, int width) {
    if (width == 0) {
      return;
    }
    long bits = 0;
    int held = 0;
    for (int i = from; i < from + PART; i++) {
      long difference = differences[i];
      bits |= difference << held;
      held += width;
      if (held >= Long.SIZE) {
        page.putLong(bits);
        held -= Long.SIZE;
        bits = held == 0 ? 0 : difference >>> (width - held);
      }
    }
    if (held > 0) {
      page.putInt((int) bits);
    }
  }

  /// The numbers of a page.
  ///
  /// @param count how many are wanted
  /// @throws IOException when there are fewer, or it is no such page
  static long[] decode(ByteBuffer page, int count) throws IOException {
    int block = (int) varint(page);
    int parts = (int) varint(page);
    long total = varint(page);
    if (block <= 0 || parts <= 0 || block % (parts * Byte.SIZE) != 0 || total < count) {
      throw new BadBytesException(
          "a page of %d numbers in blocks of %d, %d parts each; %d are wanted"
              .formatted(total, block, parts, count));
    }
    long[] numbers = new long[count];
    if (count == 0) {
      return numbers;
    }
    numbers[0] = unzigzag(varint(page));
    byte[] widths = new byte[parts];
    for (int from = 1; from < count; ) {
      long least = unzigzag(varint(page));
      page.get(widths);
      for (int part = 0; part < parts && from < count; part++) {
        int to = Math.min(count, from + block / parts);
        takePacked(page, widths[part], block / parts, least, numbers, from, to);
        from = to;
      }
    }
    return numbers;
  }

  /// Adds up the differences of a part.
  ///
  /// @param packed how many it has; of the last part not all count
  private static void takePacked(
      ByteBuffer page, int width, int packed, long least, long[] numbers, int from, int to)
      throws IOException {
    if (width < 0 || width > Long.SIZE) {
      throw new BadBytesException("a number of " + width + " bits");
    }
    long before = numbers[from - 1];
    if (width == 0) {
      for (int i = from; i < to; i++) {
        before += least;
        numbers[i] = before;
      }
      return;
    }
    int length = packed / Byte.SIZE * width;
    // Behind the last number stand so many zeros that eight bytes can be read anywhere.
    byte[] bytes = new byte[length + Long.BYTES + 1];
    // Some writers leave out the end of the last part.
    int needed = ((to - from) * width + Byte.SIZE - 1) / Byte.SIZE;
    page.get(bytes, 0, Math.max(needed, Math.min(length, page.remaining())));
    ByteBuffer bits = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long mask = -1L >>> (Long.SIZE - width);
    for (int i = from, bit = 0; i < to; i++, bit += width) {
      int at = bit >>> 3;
      int shift = bit & 7;
      long difference = bits.getLong(at) >>> shift;
      if (shift + width > Long.SIZE) {
        difference |= (long) bytes[at + Long.BYTES] << (Long.SIZE - shift);
      }
      before += least + (difference & mask);
      numbers[i] = before;
    }
  }

  private static long zigzag(long number) {
    return (number << 1) ^ (number >> (Long.SIZE - 1));
  }

  private static long unzigzag(long number) {
    return (number >>> 1) ^ -(number & 1);
  }

  private static void putVarint(ByteBuffer page, long number) {
    long left = number;
    while ((left & ~0x7fL) != 0) {
      page.put((byte) (left | 0x80));
      left >>>= VARINT_BITS;
    }
    page.put((byte) left);
  }

  private static long varint(ByteBuffer page) {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
      byte next = page.get();
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        break;
      }
    }
    return number;
  }
}
