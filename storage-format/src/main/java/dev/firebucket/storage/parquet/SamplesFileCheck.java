package dev.firebucket.storage.parquet;

import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/// Checks whether a file is a samples file, and the one that was written.
public final class SamplesFileCheck {
  private SamplesFileCheck() {}

  /// @param format what its key or the catalog says
  /// @throws IOException when it lacks a column; the message says which
  static void require(ParquetFile file, Path path, SamplesFormat format) throws IOException {
    for (var column : SamplesSchema.SCHEMA.getFields()) {
      if (!file.schema().containsField(column.getName()) && mustHave(column.getName(), format)) {
        throw new BadBytesException(path + " has no column '" + column.getName() + "'");
      }
    }
  }

  /// Checks a whole local file: its columns, how many rows it says it has, and the checksums that
  /// its writer left.
  ///
  /// @param format what its key or the catalog says
  /// @param leastRows the same of its rows
  /// @param mostRows the same of its rows
  /// @return whether it has a seal: then every byte of it was compared
  /// @throws BadBytesException what is wrong with it
  /// @throws IOException why it cannot be read now
  public static boolean requireWhole(Path path, SamplesFormat format, long leastRows, long mostRows)
      throws IOException {
    try (ParquetFile file = ParquetFile.open(path)) {
      return requireWhole(file, path, format, leastRows, mostRows);
    } catch (RuntimeException e) {
      throw FileSeal.unparsable(path, "its footer is broken", e);
    }
  }

  static boolean requireWhole(
      ParquetFile file, Path path, SamplesFormat format, long leastRows, long mostRows)
      throws IOException {
    boolean sealed = file.requireSealed();
    require(file, path, format);
    long rows = file.rowGroups().stream().mapToLong(BlockMetaData::getRowCount).sum();
    if (rows < leastRows || rows > mostRows) {
      throw new BadBytesException(
          "it has %d samples, but its name or the catalog says %d".formatted(rows, leastRows));
    }
    if (!sealed) {
      for (BlockMetaData group : file.rowGroups()) {
        for (ColumnChunkMetaData chunk : group.getColumns()) {
          PageChecksums.require(file.bytes(chunk), chunk.getPath().toDotString());
        }
      }
    }
    return sealed;
  }

  /// Reads every row of a local file, as a merge would: the last resort where an engine refuses it.
  ///
  /// @throws IOException what is wrong with it, or why it cannot be read
  public static void requireReadable(Path path, SamplesFormat format) throws IOException {
    SamplesFileReader.open(path, format).requireReadable();
  }

  /// Checks the footer of a local file against its seal.
  ///
  /// @throws IOException when it is another one than was written, or cannot be read
  public static void requireFooter(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      var _ = ParquetFile.readFooterBytes(path, channel);
    }
  }

  private static boolean mustHave(String column, SamplesFormat format) {
    return format != SamplesFormat.NAN_BITS || !column.equals(SamplesSchema.STALE);
  }
}
