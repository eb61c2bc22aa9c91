package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/// The columns that every sample fills: metric, labels, series id, timestamp, value; the rows of
/// one row group.
final class DenseColumns {
  private static final int INITIAL_BYTES = 4096;
  private static final HeapByteBufferAllocator HEAP = HeapByteBufferAllocator.getInstance();

  private final SampleColumns samples;

  DenseColumns(SampleColumns samples) {
    this.samples = samples;
  }

  void write(PageSink sink) throws IOException {
    SeriesColumns series = new SeriesColumns(samples);
    series.writeStrings(sink, column(SamplesSchema.METRIC), SeriesName::metric);
    series.writeStrings(sink, column(SamplesSchema.LABELS), SeriesName::labels);
    series.writeIds(sink, column(SamplesSchema.SERIES_ID));
    writeTimestamps(sink, column(SamplesSchema.TIMESTAMP));
    writeValues(sink, column(SamplesSchema.VALUE));
  }

  private static ColumnDescriptor column(String name) {
    return SamplesSchema.SCHEMA.getColumnDescription(new String[] {name});
  }

  private void writeTimestamps(PageSink sink, ColumnDescriptor column) throws IOException {
    long[] timestamps = samples.timestamps();
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int run = 0; run < samples.runs(); run++) {
      // A run is in order of time.
      least = Math.min(least, timestamps[samples.from(run)]);
      greatest = Math.max(greatest, timestamps[samples.to(run) - 1]);
    }
    LongStatistics statistics = (LongStatistics) Statistics.createStats(column.getPrimitiveType());
    statistics.setMinMax(least, greatest);
    byte[] page = DeltaEncoding.encode(timestamps, samples.rows());
    sink.write(column, Encoding.DELTA_BINARY_PACKED, page, statistics);
  }

  private void writeValues(PageSink sink, ColumnDescriptor column) throws IOException {
    if (!samples.hasHistograms()) {
      sink.write(
          column,
          Encoding.PLAIN,
          plain(samples.values(), samples.rows()),
          statistics(column, samples.values(), samples.rows()));
      return;
    }
    double[] values = new double[samples.rows()];
    int count = 0;
    try (RunLengthBitPackingHybridEncoder levels =
        new RunLengthBitPackingHybridEncoder(1, INITIAL_BYTES, Integer.MAX_VALUE, HEAP)) {
      for (int row = 0; row < samples.rows(); row++) {
        boolean isFloat = samples.histogram(row) == null;
        levels.writeInt(isFloat ? 1 : 0);
        if (isFloat) {
          values[count++] = samples.value(row);
        }
      }
      int nulls = values.length - count;
      Statistics<?> statistics = statistics(column, values, count);
      statistics.incrementNumNulls(nulls);
      sink.write(
          column,
          Encoding.PLAIN,
          plain(values, count),
          PageBytes.of(levels.toBytes()),
          nulls,
          statistics);
    }
  }

  private static byte[] plain(double[] values, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values, 0, count);
    return bytes.array();
  }

  /// Least and greatest value, where there is no NaN: with one among them they would say nothing.
  private static Statistics<?> statistics(ColumnDescriptor column, double[] values, int count) {
    DoubleStatistics statistics =
        (DoubleStatistics) Statistics.createStats(column.getPrimitiveType());
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      double value = values[i];
      if (value < least) {
        least = value;
      }
      if (value > greatest) {
        greatest = value;
      }
      if (Double.isNaN(value)) {
        return statistics;
      }
    }
    if (count > 0) {
      // Zeros of both signs are equal: the bounds hold either.
      statistics.setMinMax(least == 0 ? -0.0 : least, greatest == 0 ? 0.0 : greatest);
    }
    return statistics;
  }
}
