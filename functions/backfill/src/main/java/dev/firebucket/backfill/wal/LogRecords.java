package dev.firebucket.backfill.wal;

import com.github.luben.zstd.Zstd;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/// The records of one segment of a write-ahead log (`tsdb/docs/format/wal.md`): pages of 32 KiB,
/// each of fragments of records with their checksums.
final class LogRecords implements Closeable {
  private static final int PAGE_BYTES = 32 << 10;
  private static final int HEADER_BYTES = 7;
  private static final int SNAPPY = 0x08;
  private static final int ZSTD = 0x10;

  /// Prometheus' own segments have 128 MiB, and a record lies in one.
  private static final int MOST_RECORD_BYTES = 256 << 20;

  private final Path path;
  private final InputStream in;
  private long position;

  private LogRecords(Path path, InputStream in) {
    this.path = path;
    this.in = in;
  }

  static LogRecords open(Path segment) throws IOException {
    return new LogRecords(segment, new BufferedInputStream(Files.newInputStream(segment), 1 << 18));
  }

  /// What a fragment is of its record.
  private enum Part {
    FULL,
    FIRST,
    MIDDLE,
    LAST
  }

  private record Fragment(Part part, int flags, byte[] bytes) {}

  /// The next record, null behind the last. One that its writer did not finish, at the end of the
  /// log, is none.
  byte @Nullable [] next() throws IOException {
    ByteBuffer record = ByteBuffer.allocate(0);
    while (true) {
      Fragment fragment;
      try {
        fragment = fragment();
      } catch (EOFException unfinished) {
        return null;
      }
      if (fragment == null) {
        return null;
      }
      record = fragment.part() == Part.FIRST ? ByteBuffer.allocate(0) : record;
      record = joined(record, fragment.bytes());
      switch (fragment.part()) {
        case FULL, LAST -> {
          return decompressed(fragment.flags(), record.array());
        }
        case FIRST, MIDDLE -> {}
      }
    }
  }

  private ByteBuffer joined(ByteBuffer before, byte[] more) throws IOException {
    if (before.capacity() + more.length > MOST_RECORD_BYTES) {
      throw damaged("a record has more than " + MOST_RECORD_BYTES + " bytes");
    }
    return ByteBuffer.allocate(before.capacity() + more.length).put(before.rewind()).put(more);
  }

  private @Nullable Fragment fragment() throws IOException {
    while (true) {
      int type = in.read();
      if (type < 0) {
        return null;
      }
      position++;
      if ((type & 0x07) == 0) {
        // The rest of the page is empty.
        skip(Math.floorMod(-position, (long) PAGE_BYTES));
        continue;
      }
      ByteBuffer header = ByteBuffer.wrap(read(HEADER_BYTES - 1));
      int length = Short.toUnsignedInt(header.getShort());
      int expected = header.getInt();
      byte[] bytes = read(length);
      CRC32C checksum = new CRC32C();
      checksum.update(bytes);
      if ((int) checksum.getValue() != expected) {
        throw damaged("its checksum does not match");
      }
      return new Fragment(part(type & 0x07), type, bytes);
    }
  }

  private Part part(int type) throws IOException {
    return switch (type) {
      case 1 -> Part.FULL;
      case 2 -> Part.FIRST;
      case 3 -> Part.MIDDLE;
      case 4 -> Part.LAST;
      default -> throw damaged("there is no fragment of type " + type);
    };
  }

  private byte[] read(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    position += bytes.length;
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private void skip(long bytes) throws IOException {
    in.skipNBytes(bytes);
    position += bytes;
  }

  private byte[] decompressed(int flags, byte[] record) throws IOException {
    if ((flags & SNAPPY) != 0) {
      return Snappy.uncompress(record);
    }
    if ((flags & ZSTD) != 0) {
      long length = Zstd.getFrameContentSize(record);
      if (length < 0 || length > MOST_RECORD_BYTES) {
        throw damaged("a record does not say how long it is");
      }
      return Zstd.decompress(record, (int) length);
    }
    return record;
  }

  private IOException damaged(String problem) {
    return new IOException(
        "%s is damaged before byte %d: %s; let Prometheus start on a copy, which repairs its log, and import that"
            .formatted(path, position, problem));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
