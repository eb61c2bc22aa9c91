package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;

/// Writes a compacted samples file and its series file, row group by row group, in order.
///
/// Other threads encode and compress; a few row groups wait for them, never more. Not thread-safe.
public final class CompactedFileWriter implements AutoCloseable {
  private final Path path;
  private final ParquetOutput samples;
  private final SeriesFileWriter series;
  private final ExecutorService encoders;
  private final int mostWaiting;
  private final int level;
  private final Queue<Future<EncodedRowGroup>> waiting = new ArrayDeque<>();
  private long rows;
  private long writtenRows;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private @Nullable SeriesName least;
  private @Nullable SeriesName greatest;

  private CompactedFileWriter(
      Path path,
      ParquetOutput samples,
      SeriesFileWriter series,
      ExecutorService encoders,
      int mostWaiting,
      int level) {
    this.path = path;
    this.samples = samples;
    this.series = series;
    this.encoders = encoders;
    this.mostWaiting = mostWaiting;
    this.level = level;
  }

  /// @param encoders where row groups are encoded
  /// @param mostWaiting row groups that are being encoded or wait for it at once
  /// @param level of zstd
  public static CompactedFileWriter open(
      Path samples, Path series, ExecutorService encoders, int mostWaiting, int level)
      throws IOException {
    ParquetOutput output = ParquetOutput.open(new LocalOutputFile(samples), SamplesSchema.SCHEMA);
    return new CompactedFileWriter(
        samples, output, SeriesFileWriter.open(series, level), encoders, mostWaiting, level);
  }

  /// Takes the next row group; the rows are the writer's from then on.
  public void write(SampleColumns group) throws IOException {
    while (waiting.size() >= mostWaiting) {
      writeOldest();
    }
    rows += group.rows();
    least = least == null ? group.series(0) : least;
    greatest = group.series(group.runs() - 1);
    series.add(group);
    waiting.add(encoders.submit(() -> encode(group)));
    for (int run = 0; run < group.runs(); run++) {
      firstMillis = Math.min(firstMillis, group.timestamp(group.from(run)));
      lastMillis = Math.max(lastMillis, group.timestamp(group.to(run) - 1));
    }
  }

  private EncodedRowGroup encode(SampleColumns group) throws IOException {
    try (ZstdCompressor compressor = new ZstdCompressor(level)) {
      return EncodedRowGroup.of(group, compressor);
    }
  }

  private void writeOldest() throws IOException {
    try {
      EncodedRowGroup oldest = waiting.remove().get();
      samples.write(oldest);
      writtenRows += oldest.rows();
    } catch (ExecutionException e) {
      throw new IOException("a row group could not be encoded: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a row group was encoded");
    }
  }

  /// How long the samples file will be with what was taken so far; rows that wait are estimated.
  public long size() throws IOException {
    return writtenRows == 0 ? 0 : (long) ((double) samples.size() / writtenRows * rows);
  }

  /// Writes what waits and the footers of both files.
  ///
  /// @throws IllegalStateException when there was no row
  public CompactedFile finish() throws IOException {
    if (least == null || greatest == null) {
      throw new IllegalStateException("a samples file without rows");
    }
    while (!waiting.isEmpty()) {
      writeOldest();
    }
    samples.finish();
    samples.close();
    FooterEdit.withoutPageIndexes(path);
    series.finish();
    SeriesRange range = new SeriesRange(least.key(), greatest.key());
    return new CompactedFile(rows, firstMillis, lastMillis, range);
  }

  @Override
  public void close() throws IOException {
    waiting.forEach(one -> one.cancel(true));
    series.close();
    samples.close();
  }
}
