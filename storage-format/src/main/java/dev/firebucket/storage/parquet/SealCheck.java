package dev.firebucket.storage.parquet;

import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Compares a whole file with its [FileSeal] where it lies, piece by piece: it needs no disk.
public final class SealCheck {
  /// Of a Parquet file: length of the footer, magic number.
  private static final int END = 8;

  private static final int PIECE = 4 << 20;

  private SealCheck() {}

  /// Reads a range of the file.
  @FunctionalInterface
  public interface Source {
    /// As many bytes as were asked for.
    byte[] read(long offset, int length) throws IOException;
  }

  /// @param size of the file
  /// @return false where it has no seal: then nothing is known of its bytes
  /// @throws BadBytesException when it is no Parquet file, or not the one that was sealed
  public static boolean requireWhole(long size, Source source) throws IOException {
    if (size < END + ParquetFile.MAGIC.length) {
      throw new BadBytesException("it is no Parquet file: it has " + size + " bytes");
    }
    byte[] tail = source.read(size - END, END);
    int footer = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
    boolean magic = Arrays.equals(tail, Integer.BYTES, END, ParquetFile.MAGIC, 0, Integer.BYTES);
    long seal = size - END - footer - FileSeal.BYTES;
    if (!magic || footer < 0 || footer > size - END) {
      throw new BadBytesException("it is no Parquet file: it does not end with a footer");
    }
    if (seal < 0) {
      return false;
    }
    byte[] end = source.read(seal, Math.toIntExact(size - seal));
    if (FileSeal.requireFooter(end, FileSeal.BYTES) == 0) {
      return false;
    }
    CRC32C before = new CRC32C();
    for (long at = 0; at < seal; ) {
      byte[] piece = source.read(at, (int) Math.min(PIECE, seal - at));
      before.update(piece);
      at += piece.length;
    }
    if ((int) before.getValue() != FileSeal.before(end)) {
      throw new BadBytesException("it has another checksum than was written");
    }
    return true;
  }
}
