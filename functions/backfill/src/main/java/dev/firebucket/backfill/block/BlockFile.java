package dev.firebucket.backfill.block;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// A file of a block that is being written, from its beginning to its end.
final class BlockFile implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private long position;

  private BlockFile(OutputStream out) {
    this.out = out;
  }

  static BlockFile create(Path path) throws IOException {
    return new BlockFile(
        new BufferedOutputStream(
            Files.newOutputStream(path, StandardOpenOption.CREATE_NEW), BUFFER_BYTES));
  }

  /// Where the next byte goes.
  long position() {
    return position;
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  /// Bytes and their checksum.
  void writeChecked(byte[] bytes) throws IOException {
    write(bytes);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    write(new Part().int32((int) checksum.getValue()).bytes());
  }

  /// Bytes behind their length, with their checksum.
  void writeSection(byte[] bytes) throws IOException {
    write(new Part().int32(bytes.length).bytes());
    writeChecked(bytes);
  }

  /// Fills up to a multiple of so many bytes.
  void align(int bytes) throws IOException {
    write(new byte[(int) Math.floorMod(-position, (long) bytes)]);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /// Bytes that are put together.
  static final class Part {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Part int8(int value) {
      bytes.write(value);
      return this;
    }

    Part int32(int value) {
      for (int shift = 24; shift >= 0; shift -= Byte.SIZE) {
        bytes.write(value >>> shift);
      }
      return this;
    }

    Part int64(long value) {
      return int32((int) (value >>> Integer.SIZE)).int32((int) value);
    }

    Part uvarint(long value) {
      long rest = value;
      while (Long.compareUnsigned(rest, 0x80) >= 0) {
        bytes.write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      bytes.write((int) rest);
      return this;
    }

    Part varint(long value) {
      return uvarint(value << 1 ^ value >> 63);
    }

    Part text(byte[] utf8) {
      uvarint(utf8.length);
      return raw(utf8);
    }

    Part raw(byte[] some) {
      bytes.writeBytes(some);
      return this;
    }

    int size() {
      return bytes.size();
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }
  }
}
