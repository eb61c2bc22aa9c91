package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;

/// Writes the series file beside a samples file, from the row groups of that file in their order.
final class SeriesFileWriter implements AutoCloseable {
  private final ParquetOutput file;
  private final ZstdCompressor compressor;
  private SampleColumns rows = new SampleColumns();
  private final long[] first = new long[SeriesFile.ROW_GROUP_ROWS];
  private final long[] last = new long[SeriesFile.ROW_GROUP_ROWS];
  private final long[] counts = new long[SeriesFile.ROW_GROUP_ROWS];
  private @Nullable SeriesName open;

  private SeriesFileWriter(ParquetOutput file, ZstdCompressor compressor) {
    this.file = file;
    this.compressor = compressor;
  }

  static SeriesFileWriter open(Path path, int level) throws IOException {
    return new SeriesFileWriter(
        ParquetOutput.open(new LocalOutputFile(path), SeriesFile.SCHEMA),
        new ZstdCompressor(level));
  }

  /// Adds the series of a row group; the first may go on from the group before.
  void add(SampleColumns group) throws IOException {
    for (int run = 0; run < group.runs(); run++) {
      long from = group.timestamp(group.from(run));
      long to = group.timestamp(group.to(run) - 1);
      int count = group.to(run) - group.from(run);
      SeriesName key = group.series(run);
      int row = rows.runs() - 1;
      if (key.equals(open)) {
        last[row] = to;
        counts[row] += count;
      } else {
        start(key, from, to, count);
      }
    }
  }

  private void start(SeriesName key, long from, long to, int count) throws IOException {
    if (rows.runs() == SeriesFile.ROW_GROUP_ROWS) {
      flush();
    }
    int row = rows.runs();
    rows.addRun(key, row + 1);
    first[row] = from;
    last[row] = to;
    counts[row] = count;
    open = key;
  }

  private void flush() throws IOException {
    if (rows.runs() == 0) {
      return;
    }
    PageSink sink = new PageSink(compressor, rows.runs());
    SeriesColumns series = new SeriesColumns(rows);
    series.writeIds(sink, column(SamplesSchema.SERIES_ID));
    series.writeStrings(sink, column(SamplesSchema.METRIC), SeriesName::metric);
    series.writeStrings(sink, column(SamplesSchema.LABELS), SeriesName::labels);
    writeLongs(sink, column(SeriesFile.FIRST), first);
    writeLongs(sink, column(SeriesFile.LAST), last);
    writeLongs(sink, column(SeriesFile.SAMPLES), counts);
    file.write(sink.encoded());
    rows = new SampleColumns();
  }

  private void writeLongs(PageSink sink, ColumnDescriptor column, long[] longs) throws IOException {
    int count = rows.runs();
    ByteBuffer bytes = ByteBuffer.allocate(count * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(longs, 0, count);
    LongStatistics statistics = (LongStatistics) Statistics.createStats(column.getPrimitiveType());
    statistics.setMinMax(
        Arrays.stream(longs, 0, count).min().orElseThrow(),
        Arrays.stream(longs, 0, count).max().orElseThrow());
    sink.write(column, Encoding.PLAIN, bytes.array(), statistics);
  }

  private static ColumnDescriptor column(String name) {
    return SeriesFile.SCHEMA.getColumnDescription(new String[] {name});
  }

  void finish() throws IOException {
    flush();
    file.finish();
  }

  @Override
  public void close() throws IOException {
    compressor.close();
    file.close();
  }
}
