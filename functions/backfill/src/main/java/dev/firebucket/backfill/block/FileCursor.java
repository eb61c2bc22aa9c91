package dev.firebucket.backfill.block;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads numbers and texts of a file one after the other.
final class FileCursor {
  private static final int MOST_VARINT_BYTES = 10;

  private final MappedFile file;
  private long position;

  FileCursor(MappedFile file, long position) {
    this.file = file;
    this.position = position;
  }

  long position() {
    return position;
  }

  long unsignedInt() throws IOException {
    long value = file.unsignedInt(position);
    position += Integer.BYTES;
    return value;
  }

  /// A number of seven bits a byte, the lowest first.
  long uvarint() throws IOException {
    long value = 0;
    for (int i = 0; i < MOST_VARINT_BYTES; i++) {
      int next = file.unsignedByte(position++);
      value |= (next & 0x7fL) << (7 * i);
      if (next < 0x80) {
        return value;
      }
    }
    throw file.damaged(position, "a number has more than ten bytes");
  }

  /// As [#uvarint], signed: the sign is the lowest bit.
  long varint() throws IOException {
    long value = uvarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /// A count of things that each take at least a byte of the file.
  int count() throws IOException {
    long count = uvarint();
    if (count < 0 || count > file.size()) {
      throw file.damaged(position, "it counts " + Long.toUnsignedString(count));
    }
    return (int) count;
  }

  byte[] bytes(long length) throws IOException {
    byte[] bytes = file.copy(position, length);
    position += length;
    return bytes;
  }

  /// A text behind its length.
  String text() throws IOException {
    return new String(bytes(uvarint()), StandardCharsets.UTF_8);
  }
}
