package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/// Reads a local samples file row group by row group.
///
/// The file is open only while it is read from, so that a merge of a thousand files holds no
/// thousand of them open. Not thread-safe.
public final class SamplesFileReader {
  /// Histograms take several times their encoded size as objects.
  private static final int OBJECTS_PER_BYTE = 3;

  /// About what a series takes next to its texts: its name, the heads of two arrays, its run.
  private static final int SERIES_BYTES = 100;

  private final Path path;
  private final SamplesFormat format;
  private final ParquetFile.Footer footer;
  private final List<BlockMetaData> groups;
  private int next;

  private SamplesFileReader(
      Path path, SamplesFormat format, ParquetFile.Footer footer, List<BlockMetaData> groups) {
    this.path = path;
    this.format = format;
    this.footer = footer;
    this.groups = groups;
  }

  /// Most columns are null nearly everywhere, and a footer's objects take a hundred times its
  /// bytes.
  private static BlockMetaData withoutNulls(BlockMetaData group) {
    boolean floats = RowGroupDecoder.isAllNull(group, SamplesSchema.HISTOGRAM_SCHEMA);
    BlockMetaData slim = new BlockMetaData();
    slim.setRowCount(group.getRowCount());
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      String column = chunk.getPath().toArray()[0];
      // A histogram without buckets has null elements all the same.
      boolean needed =
          SamplesSchema.HISTOGRAM.containsField(column)
              ? !floats
              : !RowGroupDecoder.isAllNull(group, column);
      if (needed) {
        slim.addColumn(chunk);
      }
    }
    return slim;
  }

  /// Reads the footer and checks that it is that of a samples file.
  ///
  /// @param format what its key or the catalog says
  /// @throws IOException when the file is not a Parquet file or lacks a column
  static SamplesFileReader open(Path path, SamplesFormat format) throws IOException {
    return open(
        path,
        format,
        file -> {
          SamplesFileCheck.require(file, path, format);
          return true;
        });
  }

  /// The same, and checks all bytes of the file. Few of a file without a seal have a checksum: its
  /// rows are decoded once, so that a merge meets nothing bad when half of all is merged.
  ///
  /// @param leastRows how many rows it should have
  /// @param mostRows the same
  /// @throws IOException what is wrong with it, or why it cannot be read
  public static SamplesFileReader openWhole(
      Path path, SamplesFormat format, long leastRows, long mostRows) throws IOException {
    return open(
        path,
        format,
        file -> SamplesFileCheck.requireWhole(file, path, format, leastRows, mostRows));
  }

  @FunctionalInterface
  private interface Check {
    /// @return false where all rows are to be read as well
    boolean require(ParquetFile file) throws IOException;
  }

  private static SamplesFileReader open(Path path, SamplesFormat format, Check check)
      throws IOException {
    try (ParquetFile file = ParquetFile.open(path)) {
      boolean checked = check.require(file);
      SamplesFileReader reader =
          new SamplesFileReader(
              path,
              format,
              file.footer().withRowGroups(List.of()),
              file.rowGroups().stream().map(SamplesFileReader::withoutNulls).toList());
      if (!checked) {
        reader.again().requireReadable();
      }
      return reader;
    } catch (RuntimeException e) {
      throw FileSeal.unparsable(path, path + " has a broken footer", e);
    }
  }

  /// Reads all rows that are left.
  void requireReadable() throws IOException {
    while (hasNext()) {
      var _ = next();
    }
  }

  /// The same file from its beginning.
  public SamplesFileReader again() {
    return new SamplesFileReader(path, format, footer, groups);
  }

  /// How many rows the file has, by its footer.
  public long rows() {
    return groups.stream().mapToLong(BlockMetaData::getRowCount).sum();
  }

  /// About how much memory two row groups take when they have been read, in bytes: the larger of
  /// any two neighbours, since the next one is read ahead.
  public long heldBytes() {
    long most = 0;
    long before = 0;
    for (BlockMetaData group : groups) {
      long held = heldBytes(group);
      most = Math.max(most, before + held);
      before = held;
    }
    return most;
  }

  private static long heldBytes(BlockMetaData group) {
    long bytes = group.getRowCount() * SampleColumns.ROW_BYTES;
    for (var chunk : group.getColumns()) {
      String column = chunk.getPath().toArray()[0];
      if (column.equals(SamplesSchema.LABELS) || column.equals(SamplesSchema.METRIC)) {
        bytes += chunk.getTotalUncompressedSize();
      } else if (column.equals(SamplesSchema.SERIES_ID)) {
        // An id of each series stands in the dictionary, or in the page where there is none.
        bytes += chunk.getTotalUncompressedSize() / Long.BYTES * SERIES_BYTES;
      } else if (SamplesSchema.HISTOGRAM.containsField(column)) {
        bytes += chunk.getTotalUncompressedSize() * OBJECTS_PER_BYTE;
      }
    }
    return bytes;
  }

  public boolean hasNext() {
    return next < groups.size();
  }

  /// Reads the next row group.
  ///
  /// @throws IOException when its bytes are not those of a samples file
  SampleColumns next() throws IOException {
    return next(new SharedNames());
  }

  /// The same of one file among many.
  ///
  /// @param names of all files
  /// @throws IOException when its bytes are not those of a samples file
  public SampleColumns next(SharedNames names) throws IOException {
    try (ParquetFile file = ParquetFile.open(path, footer)) {
      return RowGroupDecoder.decode(file, format, groups.get(next++), names);
    } catch (RuntimeException e) {
      throw FileSeal.unparsable(path, "row group %d of %s cannot be read".formatted(next, path), e);
    }
  }
}
