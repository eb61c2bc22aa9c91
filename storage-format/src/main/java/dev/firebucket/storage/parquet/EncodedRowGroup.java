package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.hadoop.ParquetFileWriter;

/// A row group of a samples file, encoded and compressed: what is left is to copy it into a file.
///
/// @param rows how many
/// @param columns in the order of the schema
record EncodedRowGroup(int rows, List<EncodedColumns> columns) {
  EncodedRowGroup {
    columns = List.copyOf(columns);
  }

  /// Encodes all rows of some columns.
  static EncodedRowGroup of(SampleColumns rows, ZstdCompressor compressor) throws IOException {
    PageSink sink = new PageSink(compressor, rows.rows());
    new DenseColumns(rows).write(sink);
    StaleColumn.write(rows, sink);
    StartTimestampColumn.write(rows, sink);
    HistogramColumns.write(rows, sink);
    return sink.encoded();
  }

  void writeTo(ParquetFileWriter file) throws IOException {
    file.startBlock(rows);
    for (EncodedColumns one : columns) {
      one.writeTo(file);
    }
    file.endBlock();
  }
}
