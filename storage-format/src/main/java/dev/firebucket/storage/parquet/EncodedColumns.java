package dev.firebucket.storage.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/// Column chunks of a row group, encoded and compressed, not in a file yet.
sealed interface EncodedColumns {
  void writeTo(ParquetFileWriter file) throws IOException;

  /// One chunk: a dictionary where there is one, and one data page.
  ///
  /// @param data compressed if it says so
  /// @param size of the data before it was compressed
  record Chunk(
      ColumnDescriptor column,
      @Nullable DictionaryPage dictionary,
      int rows,
      int nulls,
      byte[] repetitionLevels,
      byte[] definitionLevels,
      Encoding encoding,
      byte[] data,
      boolean compressed,
      int size,
      Statistics<?> statistics)
      implements EncodedColumns {
    @Override
    public void writeTo(ParquetFileWriter file) throws IOException {
      file.startColumn(column, rows, CompressionCodecName.ZSTD);
      if (dictionary != null) {
        file.writeDictionaryPage(dictionary);
      }
      file.writeDataPageV2(
          rows,
          nulls,
          rows,
          BytesInput.from(repetitionLevels),
          BytesInput.from(definitionLevels),
          encoding,
          data.length > 0 ? BytesInput.from(data) : BytesInput.empty(),
          compressed,
          size,
          statistics,
          null,
          null,
          null);
      file.endColumn();
    }
  }

  /// Several chunks, of pages by parquet-java's own column writers.
  record Pages(ColumnChunkPageWriteStore pages) implements EncodedColumns {
    @Override
    public void writeTo(ParquetFileWriter file) throws IOException {
      pages.flushToFileWriter(file);
      pages.close();
    }
  }
}
