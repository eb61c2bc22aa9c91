package dev.firebucket.backfill.wal;

import dev.firebucket.storage.model.LabelSet;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads the numbers and texts of a record one after the other.
final class RecordCursor {
  private static final int MOST_VARINT_BYTES = 10;

  private final ByteBuffer bytes;

  RecordCursor(byte[] record) {
    this.bytes = ByteBuffer.wrap(record);
  }

  boolean hasMore() {
    return bytes.hasRemaining();
  }

  int int8() throws IOException {
    return (int) number(Byte.BYTES);
  }

  long int64() throws IOException {
    return number(Long.BYTES);
  }

  double float64() throws IOException {
    return Double.longBitsToDouble(int64());
  }

  private long number(int size) throws IOException {
    try {
      return size == Byte.BYTES ? Byte.toUnsignedInt(bytes.get()) : bytes.getLong();
    } catch (BufferUnderflowException e) {
      throw ended();
    }
  }

  long uvarint() throws IOException {
    long value = 0;
    for (int i = 0; i < MOST_VARINT_BYTES; i++) {
      int next = int8();
      value |= (next & 0x7fL) << (7 * i);
      if (next < 0x80) {
        return value;
      }
    }
    throw new IOException("a number has more than ten bytes");
  }

  long varint() throws IOException {
    long value = uvarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /// A count of things that each take at least a byte.
  int count() throws IOException {
    long count = uvarint();
    if (count < 0 || count > bytes.remaining()) {
      throw ended();
    }
    return (int) count;
  }

  LabelSet labels() throws IOException {
    LabelSet.Builder labels = LabelSet.builder();
    int count = count();
    for (int i = 0; i < count; i++) {
      String name = text();
      labels.set(name, text());
    }
    return labels.build();
  }

  private String text() throws IOException {
    byte[] text = new byte[count()];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static EOFException ended() {
    return new EOFException("a record ends in the middle");
  }
}
