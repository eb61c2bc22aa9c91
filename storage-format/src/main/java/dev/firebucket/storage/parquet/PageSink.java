package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/// Takes whole column chunks of one row group and compresses them: a dictionary page where there is
/// one, and one data page (version 2).
final class PageSink {
  private final ZstdCompressor compressor;
  private final int rows;
  private final List<EncodedColumns> columns = new ArrayList<>();

  PageSink(ZstdCompressor compressor, int rows) {
    this.compressor = compressor;
    this.rows = rows;
  }

  /// Writes a column chunk without nulls.
  void write(ColumnDescriptor column, Encoding encoding, byte[] data, Statistics<?> statistics)
      throws IOException {
    page(column, null, encoding, data, definitionLevels(column), 0, statistics);
  }

  /// Writes a column chunk of optional values, `null` where `definitionLevels` says so; `data`
  /// holds the others.
  void write(
      ColumnDescriptor column,
      Encoding encoding,
      byte[] data,
      byte[] definitionLevels,
      int nulls,
      Statistics<?> statistics)
      throws IOException {
    page(column, null, encoding, data, definitionLevels, nulls, statistics);
  }

  /// Writes a column chunk without nulls as a dictionary and indexes into it.
  void writeWithDictionary(
      ColumnDescriptor column,
      byte[] dictionary,
      int dictionarySize,
      byte[] indexes,
      Statistics<?> statistics)
      throws IOException {
    BytesInput compressed = BytesInput.from(compressor.compress(dictionary));
    page(
        column,
        new DictionaryPage(compressed, dictionary.length, dictionarySize, Encoding.PLAIN),
        Encoding.RLE_DICTIONARY,
        indexes,
        definitionLevels(column),
        0,
        statistics);
  }

  /// Writes a column chunk of nothing but nulls.
  void writeNulls(ColumnDescriptor column) throws IOException {
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    statistics.incrementNumNulls(rows);
    page(column, null, Encoding.PLAIN, new byte[0], run(0), rows, statistics);
  }

  /// Column chunks that were encoded elsewhere.
  void add(EncodedColumns encoded) {
    columns.add(encoded);
  }

  ZstdCompressor compressor() {
    return compressor;
  }

  /// What has been taken.
  EncodedRowGroup encoded() {
    return new EncodedRowGroup(rows, columns);
  }

  private void page(
      ColumnDescriptor column,
      @Nullable DictionaryPage dictionary,
      Encoding encoding,
      byte[] data,
      byte[] definitionLevels,
      int nulls,
      Statistics<?> statistics)
      throws IOException {
    boolean compressed = data.length > 0;
    columns.add(
        new EncodedColumns.Chunk(
            column,
            dictionary,
            rows,
            nulls,
            column.getMaxRepetitionLevel() > 0 ? run(0) : new byte[0],
            definitionLevels,
            encoding,
            compressed ? compressor.compress(data) : data,
            compressed,
            data.length,
            statistics));
  }

  private byte[] definitionLevels(ColumnDescriptor column) throws IOException {
    int level = column.getMaxDefinitionLevel();
    return level == 0 ? new byte[0] : run(level);
  }

  /// One run of the run-length encoding: the level for every row.
  private byte[] run(int level) throws IOException {
    return PageBytes.of(
        BytesInput.concat(
            BytesInput.fromUnsignedVarInt(rows << 1),
            BytesInput.from(BytesUtils.intToBytes(level), 0, 1)));
  }
}
