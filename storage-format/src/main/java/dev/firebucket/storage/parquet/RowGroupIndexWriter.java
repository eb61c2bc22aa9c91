package dev.firebucket.storage.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/// Puts the index of a samples file's row groups into its series file: behind the rows, in front of
/// the footer, which says how long it is. So a reader gets both with one range, the last bytes of
/// the series file.
public final class RowGroupIndexWriter {
  /// The footer's key for the length of the index in bytes.
  static final String KEY = "firebucket.row_groups.bytes";

  private RowGroupIndexWriter() {}

  /// Adds the index to a local series file.
  ///
  /// @param samples sorted by the [SeriesKey] of its rows
  /// @param series of the same samples in the same order, with their counts
  /// @return how many bytes at the end of the series file hold index and footer
  /// @throws IOException when the two files do not fit together
  public static long append(Path samples, Path series) throws IOException {
    byte[] index = RowGroupIndexFormat.write(index(samples, SeriesRuns.read(series)));
    KeyValue length = new KeyValue(KEY);
    length.setValue(Integer.toString(index.length));
    return FooterEdit.apply(series, index, footer -> footer.addToKey_value_metadata(length));
  }

  private static RowGroupIndex index(Path samples, SeriesRuns series) throws IOException {
    try (FileChannel channel = FileChannel.open(samples, StandardOpenOption.READ)) {
      byte[] footer = ParquetFile.readFooterBytes(samples, channel);
      FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
      List<IndexedRowGroup> groups = new ArrayList<>();
      for (RowGroup group : metadata.getRow_groups()) {
        SeriesKey least = series.current();
        SeriesKey greatest = series.skip(group.getNum_rows());
        groups.add(
            FooterEntries.indexed(group, least, greatest, checksums(samples, channel, group)));
      }
      series.requireEnd();
      return new RowGroupIndex(channel.size(), FooterEntries.withoutRowGroups(metadata), groups);
    }
  }

  private static List<Integer> checksums(Path samples, FileChannel channel, RowGroup group)
      throws IOException {
    List<Integer> checksums = new ArrayList<>();
    for (ColumnChunk chunk : group.getColumns()) {
      byte[] bytes =
          ParquetFile.read(
              samples,
              channel,
              FooterEntries.start(chunk),
              Math.toIntExact(chunk.getMeta_data().getTotal_compressed_size()));
      checksums.add(FooterEntries.checksum(bytes, 0, bytes.length));
    }
    return checksums;
  }
}
