package dev.firebucket.backfill.block;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// A file of a block in memory, as the system pages it in: any size costs no heap.
final class MappedFile implements Closeable {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final Path path;
  private final Arena arena;
  private final MemorySegment bytes;

  private MappedFile(Path path, Arena arena, MemorySegment bytes) {
    this.path = path;
    this.arena = arena;
    this.bytes = bytes;
  }

  static MappedFile open(Path path) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return new MappedFile(
          path, arena, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
    } catch (IOException e) {
      arena.close();
      throw e;
    }
  }

  long size() {
    return bytes.byteSize();
  }

  int unsignedByte(long at) throws IOException {
    require(at, Byte.BYTES);
    return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, at));
  }

  long unsignedInt(long at) throws IOException {
    require(at, Integer.BYTES);
    return Integer.toUnsignedLong(bytes.get(INT, at));
  }

  long int64(long at) throws IOException {
    require(at, Long.BYTES);
    return bytes.get(LONG, at);
  }

  byte[] copy(long at, long length) throws IOException {
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw damaged(at, "a part has " + length + " bytes");
    }
    require(at, length);
    return bytes.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
  }

  /// Reads on from a place.
  FileCursor from(long at) {
    return new FileCursor(this, at);
  }

  /// Checks bytes against the checksum that follows them.
  void requireChecksum(long at, long length) throws IOException {
    require(at, length + Integer.BYTES);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.asSlice(at, length).asByteBuffer());
    if (checksum.getValue() != unsignedInt(at + length)) {
      throw damaged(at, "its checksum does not match");
    }
  }

  private void require(long at, long length) throws IOException {
    if (at < 0 || length < 0 || at > size() - length) {
      throw damaged(at, "it ends before");
    }
  }

  IOException damaged(long at, String problem) {
    return new IOException(
        "%s is damaged at byte %d: %s; restore it from a backup, or move its block away and import the others"
            .formatted(path, at, problem));
  }

  @Override
  public void close() {
    arena.close();
  }
}
