package dev.firebucket.storage.parquet;

import dev.firebucket.storage.object.BadBytesException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/// A local Parquet file, read by column chunk. parquet-java's own file reader needs Hadoop's
/// classes; its decoders do not.
final class ParquetFile implements Closeable {
  private static final int TAIL_BYTES = 8;
  static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final Path path;
  private final FileChannel channel;
  private final ParquetMetadata metadata;

  private ParquetFile(Path path, FileChannel channel, ParquetMetadata metadata) {
    this.path = path;
    this.channel = channel;
    this.metadata = metadata;
  }

  /// @throws IOException when there is no such file or it is not a Parquet file
  static ParquetFile open(Path path) throws IOException {
    return open(path, null);
  }

  /// What is read of a file before anything else.
  record Footer(ParquetMetadata metadata) {
    /// What it says of the whole file, with other row groups.
    Footer withRowGroups(List<BlockMetaData> rowGroups) {
      return new Footer(new ParquetMetadata(metadata.getFileMetaData(), rowGroups));
    }
  }

  /// @param known its footer, if it has been read before
  static ParquetFile open(Path path, @Nullable Footer known) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      ParquetMetadata metadata = known == null ? readFooter(path, channel) : known.metadata();
      return new ParquetFile(path, channel, metadata);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static ParquetMetadata readFooter(Path path, FileChannel channel) throws IOException {
    byte[] footer = readFooterBytes(path, channel);
    // The converter's own way of reading also writes it as JSON where a log takes everything.
    return ParquetBytes.parse(
        "its footer is broken",
        () -> new ParquetMetadataConverter().fromParquetMetadata(ParquetBytes.footer(footer)));
  }

  /// The footer without its length and the magic number.
  ///
  /// @throws IOException when there is none, or another than was sealed
  static byte[] readFooterBytes(Path path, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < MAGIC.length + TAIL_BYTES) {
      requireFile(path);
      throw new BadBytesException(path + " is not a Parquet file: it has " + size + " bytes");
    }
    ByteBuffer tail = ByteBuffer.wrap(read(path, channel, size - TAIL_BYTES, TAIL_BYTES));
    int length = tail.order(ByteOrder.LITTLE_ENDIAN).getInt();
    byte[] magic = new byte[MAGIC.length];
    tail.get(magic);
    if (!Arrays.equals(magic, MAGIC) || length < 0 || length > size - TAIL_BYTES) {
      throw new BadBytesException(path + " is not a Parquet file: it does not end with a footer");
    }
    long start = Math.max(0, size - TAIL_BYTES - length - FileSeal.BYTES);
    byte[] end = read(path, channel, start, Math.toIntExact(size - start));
    var _ = FileSeal.requireFooter(end, end.length - TAIL_BYTES - length);
    return Arrays.copyOfRange(end, end.length - TAIL_BYTES - length, end.length - TAIL_BYTES);
  }

  /// A folder can be opened as a file, and has a size.
  private static void requireFile(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException(path + " is a folder");
    }
  }

  static byte[] read(Path path, FileChannel channel, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new BadBytesException(path + " ends before byte " + (position + length));
      }
    }
    return bytes.array();
  }

  /// Compares all bytes with the seal.
  ///
  /// @return false where there is none
  /// @throws IOException when it is not the file that was sealed
  boolean requireSealed() throws IOException {
    return FileSeal.requireWhole(path, channel);
  }

  Footer footer() {
    return new Footer(metadata);
  }

  List<BlockMetaData> rowGroups() {
    return metadata.getBlocks();
  }

  /// The program that wrote it, as the footer says.
  String createdBy() {
    return metadata.getFileMetaData().getCreatedBy();
  }

  MessageType schema() {
    return metadata.getFileMetaData().getSchema();
  }

  /// The bytes of a column chunk.
  byte[] bytes(ColumnChunkMetaData chunk) throws IOException {
    return read(path, channel, chunk.getStartingPos(), Math.toIntExact(chunk.getTotalSize()));
  }

  /// Reads the pages of some columns of a row group.
  RowGroupPages pages(BlockMetaData rowGroup, MessageType columns) throws IOException {
    return RowGroupPages.read(
        rowGroup, columns, (position, length) -> read(path, channel, position, length));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
