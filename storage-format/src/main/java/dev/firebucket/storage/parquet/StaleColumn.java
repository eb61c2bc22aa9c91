package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.StaleMarker;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/// Which samples are stale markers: true for a marker, null for any other; the rows of one row
/// group.
final class StaleColumn {
  private static final int INITIAL_BYTES = 64;
  private static final HeapByteBufferAllocator HEAP = HeapByteBufferAllocator.getInstance();

  private StaleColumn() {}

  static void write(SampleColumns samples, PageSink sink) throws IOException {
    ColumnDescriptor column =
        SamplesSchema.SCHEMA.getColumnDescription(new String[] {SamplesSchema.STALE});
    int markers = markers(samples);
    if (markers == 0) {
      sink.writeNulls(column);
      return;
    }
    try (RunLengthBitPackingHybridEncoder levels =
        new RunLengthBitPackingHybridEncoder(1, INITIAL_BYTES, Integer.MAX_VALUE, HEAP)) {
      for (int row = 0; row < samples.rows(); row++) {
        levels.writeInt(isStale(samples, row) ? 1 : 0);
      }
      int nulls = samples.rows() - markers;
      Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
      statistics.updateStats(true);
      statistics.incrementNumNulls(nulls);
      sink.write(
          column, Encoding.RLE, trues(markers), PageBytes.of(levels.toBytes()), nulls, statistics);
    }
  }

  private static int markers(SampleColumns samples) {
    int markers = 0;
    for (int row = 0; row < samples.rows(); row++) {
      markers += isStale(samples, row) ? 1 : 0;
    }
    return markers;
  }

  private static boolean isStale(SampleColumns samples, int row) {
    FloatHistogram histogram = samples.histogram(row);
    return StaleMarker.is(histogram == null ? samples.value(row) : histogram.sum());
  }

  /// One run of the run-length encoding, with its length before it.
  private static byte[] trues(int count) throws IOException {
    byte[] run =
        PageBytes.of(
            BytesInput.concat(
                BytesInput.fromUnsignedVarInt(count << 1), BytesInput.from(new byte[] {1})));
    return PageBytes.of(
        BytesInput.concat(
            BytesInput.from(BytesUtils.intToBytes(run.length)), BytesInput.from(run)));
  }
}
