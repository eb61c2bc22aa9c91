package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/// Start timestamps, null if unknown; the rows of one row group.
final class StartTimestampColumn {
  private static final int INITIAL_BYTES = 4096;
  private static final HeapByteBufferAllocator HEAP = HeapByteBufferAllocator.getInstance();

  private StartTimestampColumn() {}

  static void write(SampleColumns samples, PageSink sink) throws IOException {
    ColumnDescriptor column =
        SamplesSchema.SCHEMA.getColumnDescription(new String[] {SamplesSchema.START_TIMESTAMP});
    if (!isKnownOfAny(samples)) {
      sink.writeNulls(column);
      return;
    }
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    long[] values = new long[samples.rows()];
    int count = 0;
    try (RunLengthBitPackingHybridEncoder levels =
        new RunLengthBitPackingHybridEncoder(1, INITIAL_BYTES, Integer.MAX_VALUE, HEAP)) {
      for (int row = 0; row < samples.rows(); row++) {
        long start = samples.start(row);
        boolean known = start != SampleBatch.NO_START;
        levels.writeInt(known ? 1 : 0);
        if (known) {
          values[count++] = start;
          statistics.updateStats(start);
        }
      }
      int nulls = samples.rows() - count;
      statistics.incrementNumNulls(nulls);
      sink.write(
          column,
          Encoding.DELTA_BINARY_PACKED,
          DeltaEncoding.encode(values, count),
          PageBytes.of(levels.toBytes()),
          nulls,
          statistics);
    }
  }

  private static boolean isKnownOfAny(SampleColumns samples) {
    if (!samples.hasStarts()) {
      return false;
    }
    for (int row = 0; row < samples.rows(); row++) {
      if (samples.start(row) != SampleBatch.NO_START) {
        return true;
      }
    }
    return false;
  }
}
