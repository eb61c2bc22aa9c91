package dev.firebucket.storage.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/// Changes the footer of a local Parquet file in place; the rows before it stay as they are.
final class FooterEdit {
  private FooterEdit() {}

  /// Adds to the footer of a file that has no seal, and seals it.
  ///
  /// @param before goes in front of the new footer, behind all row groups
  /// @return how many bytes `before` and all behind it take
  /// @throws IOException when it is not a Parquet file
  static long apply(Path file, byte[] before, Consumer<FileMetaData> change) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      byte[] footer = ParquetFile.readFooterBytes(file, channel);
      FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
      change.accept(metadata);
      long start = channel.size() - footer.length - Integer.BYTES - ParquetFile.MAGIC.length;
      channel.truncate(start).position(start);
      write(channel, before);
      return before.length + seal(channel, end(metadata));
    }
  }

  /// Writes a seal and the end of the file.
  ///
  /// @return how many bytes they take
  private static long seal(FileChannel channel, byte[] end) throws IOException {
    write(channel, FileSeal.of(FileSeal.checksum(channel, channel.position()), end));
    write(channel, end);
    return FileSeal.BYTES + (long) end.length;
  }

  private static void write(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  /// A file in memory that has no seal, sealed.
  static byte[] sealed(byte[] file) {
    int tail = Integer.BYTES + ParquetFile.MAGIC.length;
    int footer =
        file.length
            - tail
            - ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - tail);
    byte[] end = Arrays.copyOfRange(file, footer, file.length);
    return ByteBuffer.allocate(file.length + FileSeal.BYTES)
        .put(file, 0, footer)
        .put(FileSeal.of(FooterEntries.checksum(file, 0, footer), end))
        .put(end)
        .array();
  }

  /// Takes the page indexes out, and what else no reader of one page a chunk needs: a tenth of a
  /// compacted file. The file is sealed.
  static void withoutPageIndexes(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      byte[] footer = ParquetFile.readFooterBytes(file, channel);
      FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
      long end = ParquetFile.MAGIC.length;
      for (RowGroup group : metadata.getRow_groups()) {
        for (ColumnChunk chunk : group.getColumns()) {
          end =
              Math.max(
                  end,
                  FooterEntries.start(chunk) + chunk.getMeta_data().getTotal_compressed_size());
          strip(chunk);
        }
      }
      channel.truncate(end).position(end);
      var _ = seal(channel, end(metadata));
    }
  }

  private static void strip(ColumnChunk chunk) {
    chunk.unsetColumn_index_offset();
    chunk.unsetColumn_index_length();
    chunk.unsetOffset_index_offset();
    chunk.unsetOffset_index_length();
    chunk.getMeta_data().unsetEncoding_stats();
    chunk.getMeta_data().unsetSize_statistics();
  }

  /// The end of a Parquet file: footer, its length, the magic number.
  static byte[] end(FileMetaData metadata) throws IOException {
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(metadata, footer);
    return ByteBuffer.allocate(footer.size() + Integer.BYTES + ParquetFile.MAGIC.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(footer.toByteArray())
        .putInt(footer.size())
        .put(ParquetFile.MAGIC)
        .array();
  }
}
