package dev.firebucket.storage.parquet;

import dev.firebucket.storage.object.BadBytesException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;

/// The row groups of a samples file's footer, as an index keeps them: without what only stands in
/// the whole file (indexes of pages, filters), and without bounds of values, which no query uses.
final class FooterEntries {
  private static final Set<String> BOUNDED =
      Set.of(SamplesSchema.METRIC, SamplesSchema.SERIES_ID, SamplesSchema.TIMESTAMP);

  private FooterEntries() {}

  /// Where a column chunk begins.
  static long start(ColumnChunk chunk) {
    ColumnMetaData column = chunk.getMeta_data();
    return column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0
        ? Math.min(column.getDictionary_page_offset(), column.getData_page_offset())
        : column.getData_page_offset();
  }

  static int checksum(byte[] bytes, int offset, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, offset, length);
    return (int) checksum.getValue();
  }

  /// A footer's head: schema and writer.
  static byte[] withoutRowGroups(FileMetaData footer) throws IOException {
    FileMetaData head = new FileMetaData(footer);
    head.setRow_groups(List.of());
    head.setNum_rows(0);
    head.unsetKey_value_metadata();
    return bytes(head);
  }

  static IndexedRowGroup indexed(
      RowGroup group, SeriesKey least, SeriesKey greatest, List<Integer> checksums)
      throws IOException {
    Statistics times =
        bounds(group, SamplesSchema.TIMESTAMP)
            .orElseThrow(
                () -> new BadBytesException("a row group does not say the bounds of its times"));
    RowGroup entry = new RowGroup(group);
    entry.getColumns().forEach(FooterEntries::trim);
    return new IndexedRowGroup(
        group.getNum_rows(),
        least,
        greatest,
        number(times.getMin_value()),
        number(times.getMax_value()),
        bytes(new FileMetaData(1, List.of(), 0, List.of(entry))),
        checksums);
  }

  private static void trim(ColumnChunk chunk) {
    chunk.unsetOffset_index_offset();
    chunk.unsetOffset_index_length();
    chunk.unsetColumn_index_offset();
    chunk.unsetColumn_index_length();
    ColumnMetaData column = chunk.getMeta_data();
    column.unsetBloom_filter_offset();
    column.unsetBloom_filter_length();
    column.unsetKey_value_metadata();
    column.unsetEncoding_stats();
    column.unsetSize_statistics();
    if (column.isSetStatistics() && !BOUNDED.contains(column.getPath_in_schema().getFirst())) {
      Statistics nulls = new Statistics();
      if (column.getStatistics().isSetNull_count()) {
        nulls.setNull_count(column.getStatistics().getNull_count());
      }
      column.setStatistics(nulls);
    }
  }

  /// The statistics of a column of a row group, if they have its bounds: parquet-java leaves out
  /// those of long texts, from 4,096 bytes on for both together.
  static Optional<Statistics> bounds(RowGroup group, String name) {
    for (ColumnChunk chunk : group.getColumns()) {
      ColumnMetaData column = chunk.getMeta_data();
      if (column.getPath_in_schema().equals(List.of(name))
          && column.isSetStatistics()
          && column.getStatistics().isSetMin_value()
          && column.getStatistics().isSetMax_value()) {
        return Optional.of(column.getStatistics());
      }
    }
    return Optional.empty();
  }

  /// A bound of a column of 64-bit numbers.
  static long number(byte[] bound) throws IOException {
    if (bound.length != Long.BYTES) {
      throw new BadBytesException("a bound of a number has " + bound.length + " bytes");
    }
    return ByteBuffer.wrap(bound).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static byte[] bytes(FileMetaData footer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, bytes);
    return bytes.toByteArray();
  }
}
