package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/// A Parquet file that takes encoded row groups.
final class ParquetOutput implements AutoCloseable {
  private static final int COLUMN_INDEX_TRUNCATE_LENGTH = 64;

  private final ParquetFileWriter file;

  private ParquetOutput(ParquetFileWriter file) {
    this.file = file;
  }

  static ParquetOutput open(OutputFile output, MessageType schema) throws IOException {
    ParquetFileWriter file =
        new ParquetFileWriter(
            output,
            schema,
            Mode.OVERWRITE,
            Long.MAX_VALUE,
            0,
            COLUMN_INDEX_TRUNCATE_LENGTH,
            Integer.MAX_VALUE,
            true);
    file.start();
    return new ParquetOutput(file);
  }

  void write(EncodedRowGroup rows) throws IOException {
    rows.writeTo(file);
  }

  /// How long the file is so far, in bytes.
  long size() throws IOException {
    return file.getPos();
  }

  /// Writes the footer; without it nothing can be read.
  void finish() throws IOException {
    file.end(Map.of());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
