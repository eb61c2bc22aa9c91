package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;

/// Writes batches as a samples file in memory: `new SamplesFileWriter().write(batches)`.
///
/// Pages are written column by column with parquet-java's encoders, not record by record: the
/// labels of a series are encoded once, and histogram columns cost nothing if there are no
/// histograms.
public final class SamplesFileWriter {
  private static final int COLUMN_INDEX_TRUNCATE_LENGTH = 64;

  /// Fresh files live for minutes: speed matters more than the last percent.
  private static final int COMPRESSION_LEVEL = 3;

  /// Writes all samples of one batch.
  ///
  /// @throws IllegalArgumentException for an empty batch
  public SamplesFile write(SampleBatch batch) throws IOException {
    return write(List.of(batch));
  }

  /// Writes all samples of some batches; of samples of one series at the same time the one appended
  /// last wins.
  ///
  /// @throws IllegalArgumentException where there is no sample
  public SamplesFile write(List<SampleBatch> batches) throws IOException {
    if (batches.stream().allMatch(SampleBatch::isEmpty)) {
      throw new IllegalArgumentException("a batch without samples cannot be written as a file");
    }
    SortedSamples samples = SortedSamples.of(batches);
    MemoryOutputFile output = new MemoryOutputFile();
    try (ZstdCompressor compressor = new ZstdCompressor(COMPRESSION_LEVEL);
        ParquetFileWriter file =
            new ParquetFileWriter(
                output,
                SamplesSchema.SCHEMA,
                Mode.CREATE,
                Long.MAX_VALUE,
                0,
                COLUMN_INDEX_TRUNCATE_LENGTH,
                Integer.MAX_VALUE,
                true)) {
      file.start();
      for (int from = 0; from < samples.rows(); from += SamplesSchema.ROW_GROUP_ROWS) {
        int to = Math.min(samples.rows(), from + SamplesSchema.ROW_GROUP_ROWS);
        file.startBlock(to - from);
        PageSink sink = new PageSink(file, compressor, to - from);
        new DenseColumns(samples, from, to).write(sink);
        StaleColumn.write(samples, from, to, sink);
        StartTimestampColumn.write(samples, from, to, sink);
        HistogramColumns.write(samples, from, to, file, compressor);
        file.endBlock();
      }
      file.end(Map.of());
    }
    return new SamplesFile(
        output.toByteArray(),
        samples.firstMillis(),
        samples.lastMillis(),
        samples.rows(),
        samples.spans());
  }
}
