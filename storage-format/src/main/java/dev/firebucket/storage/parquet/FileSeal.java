package dev.firebucket.storage.parquet;

import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Twelve bytes in front of a Parquet file's footer, where no reader looks: `FBs1`, then big-endian
/// the CRC-32C of all bytes before the seal and that of all bytes behind it.
///
/// Parquet's own checksums are of the bodies of pages alone: not of their headers, nor of the
/// footer, which says where everything is. DuckDB compares none of them. Files of older versions
/// have no seal, and are taken as they are.
public final class FileSeal {
  /// How long a seal is.
  public static final int BYTES = 12;

  private static final byte[] MAGIC = {'F', 'B', 's', '1'};
  private static final int CHUNK = 1 << 16;

  /// Of a Parquet file: length of the footer, magic number.
  private static final int END = 8;

  private FileSeal() {}

  /// @param before checksum of all that stands before it
  /// @param end footer, its length and the magic number
  static byte[] of(int before, byte[] end) {
    return ByteBuffer.allocate(BYTES)
        .put(MAGIC)
        .putInt(before)
        .putInt(FooterEntries.checksum(end, 0, end.length))
        .array();
  }

  /// The checksum, in a seal, of all that stands before it.
  ///
  /// @param seal begins with it
  static int before(byte[] seal) {
    return ByteBuffer.wrap(seal).getInt(MAGIC.length);
  }

  /// How many bytes the seal takes in front of a footer: 0 where there is none.
  ///
  /// @param bytes of a file, up to and with its end
  /// @param footer where in them the footer begins
  /// @throws IOException when the footer is not the one that was sealed
  public static int requireFooter(byte[] bytes, int footer) throws IOException {
    if (footer < BYTES
        || !Arrays.equals(bytes, footer - BYTES, footer - BYTES + 4, MAGIC, 0, MAGIC.length)) {
      return 0;
    }
    int sealed = ByteBuffer.wrap(bytes).getInt(footer - Integer.BYTES);
    if (FooterEntries.checksum(bytes, footer, bytes.length - footer) != sealed) {
      throw new BadBytesException("its footer has another checksum than was written");
    }
    return BYTES;
  }

  /// Compares a whole local file with its seal.
  ///
  /// @return false where it has none
  /// @throws IOException when it is not a Parquet file, or not the one that was sealed
  static boolean requireWhole(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return requireWhole(path, channel);
    }
  }

  /// The same for a file that is open.
  static boolean requireWhole(Path path, FileChannel channel) throws IOException {
    byte[] footer = ParquetFile.readFooterBytes(path, channel);
    long seal = channel.size() - END - footer.length - BYTES;
    byte @Nullable [] bytes = seal < 0 ? null : ParquetFile.read(path, channel, seal, BYTES);
    if (bytes == null || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return false;
    }
    if (checksum(channel, seal) != before(bytes)) {
      throw new BadBytesException("it has another checksum than was written");
    }
    return true;
  }

  /// What to throw for a local file that was read and cannot be parsed: it is damaged, unless it is
  /// as its seal says. Then the fault is ours, and a smaller answer would hide it.
  ///
  /// @param what cannot be parsed
  static IOException unparsable(Path path, String what, RuntimeException failure)
      throws IOException {
    String reason = "%s: %s".formatted(what, failure.getMessage());
    return requireWhole(path)
        ? new IOException(
            reason
                + "; it is as it was written: a newer Firebucket may have written it, else report this as a fault",
            failure)
        : new BadBytesException(reason, failure);
  }

  /// The checksum of the first bytes of a file.
  static int checksum(FileChannel channel, long length) throws IOException {
    CRC32C checksum = new CRC32C();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (long at = 0; at < length; ) {
      chunk.clear().limit((int) Math.min(CHUNK, length - at));
      int read = channel.read(chunk, at);
      if (read < 0) {
        throw new BadBytesException("it ends at byte " + at + ", before byte " + length);
      }
      checksum.update(chunk.flip());
      at += read;
    }
    return (int) checksum.getValue();
  }
}
