package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.util.List;

/// Writes batches as a samples file in memory: `new SamplesFileWriter().write(batches)`. Who writes
/// again uses the same one, which knows what files say of the series. Thread-safe.
///
/// Pages are written column by column with parquet-java's encoders, not record by record: the
/// labels of a series are encoded once, and histogram columns cost nothing if there are no
/// histograms.
public final class SamplesFileWriter {
  /// Fresh files live for minutes: speed matters more than the last percent.
  private static final int COMPRESSION_LEVEL = 3;

  private final EncodedSeriesCache series = new EncodedSeriesCache();

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
    SortedSamples samples = SortedSamples.of(batches, series);
    MemoryOutputFile output = new MemoryOutputFile();
    try (ZstdCompressor compressor = new ZstdCompressor(COMPRESSION_LEVEL);
        ParquetOutput file = ParquetOutput.open(output, SamplesSchema.SCHEMA)) {
      for (int from = 0; from < samples.rows(); from += SamplesSchema.ROW_GROUP_ROWS) {
        int to = Math.min(samples.rows(), from + SamplesSchema.ROW_GROUP_ROWS);
        file.write(EncodedRowGroup.of(samples.columns().part(from, to), compressor));
      }
      file.finish();
    }
    return new SamplesFile(
        FooterEdit.sealed(output.toByteArray()),
        samples.firstMillis(),
        samples.lastMillis(),
        samples.rows(),
        samples.spans());
  }
}
