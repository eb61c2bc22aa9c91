package dev.firebucket.storage.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/// Takes whole column chunks of one row group: a dictionary page where there is one, and one data
/// page (version 2).
final class PageSink {
  private final ParquetFileWriter file;
  private final ZstdCompressor compressor;
  private final int rows;

  PageSink(ParquetFileWriter file, ZstdCompressor compressor, int rows) {
    this.file = file;
    this.compressor = compressor;
    this.rows = rows;
  }

  /// Writes a column chunk without nulls.
  void write(ColumnDescriptor column, Encoding encoding, byte[] data, Statistics<?> statistics)
      throws IOException {
    start(column);
    page(column, encoding, data, definitionLevels(column), 0, statistics);
    file.endColumn();
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
    start(column);
    page(column, encoding, data, definitionLevels, nulls, statistics);
    file.endColumn();
  }

  /// Writes a column chunk without nulls as a dictionary and indexes into it.
  void writeWithDictionary(
      ColumnDescriptor column,
      byte[] dictionary,
      int dictionarySize,
      byte[] indexes,
      Statistics<?> statistics)
      throws IOException {
    start(column);
    BytesInput compressed = BytesInput.from(compressor.compress(dictionary));
    file.writeDictionaryPage(
        new DictionaryPage(compressed, dictionary.length, dictionarySize, Encoding.PLAIN));
    page(column, Encoding.RLE_DICTIONARY, indexes, definitionLevels(column), 0, statistics);
    file.endColumn();
  }

  /// Writes a column chunk of nothing but nulls.
  void writeNulls(ColumnDescriptor column) throws IOException {
    start(column);
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    statistics.incrementNumNulls(rows);
    page(column, Encoding.PLAIN, new byte[0], run(0), rows, statistics);
    file.endColumn();
  }

  private void start(ColumnDescriptor column) throws IOException {
    file.startColumn(column, rows, CompressionCodecName.ZSTD);
  }

  private void page(
      ColumnDescriptor column,
      Encoding encoding,
      byte[] data,
      byte[] definitionLevels,
      int nulls,
      Statistics<?> statistics)
      throws IOException {
    byte[] repetitionLevels = column.getMaxRepetitionLevel() > 0 ? run(0) : new byte[0];
    boolean compressed = data.length > 0;
    file.writeDataPageV2(
        rows,
        nulls,
        rows,
        BytesInput.from(repetitionLevels),
        BytesInput.from(definitionLevels),
        encoding,
        compressed ? BytesInput.from(compressor.compress(data)) : BytesInput.empty(),
        compressed,
        data.length,
        statistics,
        null,
        null,
        null);
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
