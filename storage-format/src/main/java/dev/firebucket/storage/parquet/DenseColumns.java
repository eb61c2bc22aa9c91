package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.api.Binary;

/// The columns that every sample fills: metric, labels, series id, timestamp, value; the rows of
/// one row group.
final class DenseColumns {
  private static final int INITIAL_BYTES = 4096;
  private static final HeapByteBufferAllocator HEAP = HeapByteBufferAllocator.getInstance();

  private final SortedSamples samples;
  private final int from;
  private final int to;

  DenseColumns(SortedSamples samples, int from, int to) {
    this.samples = samples;
    this.from = from;
    this.to = to;
  }

  void write(PageSink sink) throws IOException {
    writeStrings(sink, column(SamplesSchema.METRIC), EncodedSeries::metric);
    writeStrings(sink, column(SamplesSchema.LABELS), EncodedSeries::labels);
    writeSeriesIds(sink, column(SamplesSchema.SERIES_ID));
    writeTimestamps(sink, column(SamplesSchema.TIMESTAMP));
    writeValues(sink, column(SamplesSchema.VALUE));
  }

  private static ColumnDescriptor column(String name) {
    return SamplesSchema.SCHEMA.getColumnDescription(new String[] {name});
  }

  private List<EncodedSeries> series() {
    return samples.series().subList(samples.seriesOfRow(from), samples.seriesOfRow(to - 1) + 1);
  }

  /// A dictionary with one entry per run of equal texts. Rows of one series, and series of one
  /// metric, are adjacent, so the indexes are runs too.
  private void writeStrings(
      PageSink sink, ColumnDescriptor column, Function<EncodedSeries, byte[]> text)
      throws IOException {
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    List<EncodedSeries> series = series();
    int[] indexOfSeries = new int[series.size()];
    ByteBuffer dictionary =
        ByteBuffer.allocate(plainSize(series, text)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] last = null;
    int index = -1;
    for (int i = 0; i < series.size(); i++) {
      byte[] bytes = text.apply(series.get(i));
      if (last == null || !Arrays.equals(last, bytes)) {
        dictionary.putInt(bytes.length).put(bytes);
        statistics.updateStats(Binary.fromConstantByteArray(bytes));
        last = bytes;
        index++;
      }
      indexOfSeries[i] = index;
    }
    byte[] plain = new byte[dictionary.position()];
    dictionary.flip().get(plain);
    if (index + 1 == to - from) {
      sink.write(column, Encoding.PLAIN, plain, statistics);
      return;
    }
    sink.writeWithDictionary(column, plain, index + 1, indexes(indexOfSeries, index), statistics);
  }

  private static int plainSize(List<EncodedSeries> series, Function<EncodedSeries, byte[]> text) {
    int size = 0;
    for (EncodedSeries one : series) {
      size = Math.addExact(size, Integer.BYTES + text.apply(one).length);
    }
    return size;
  }

  private void writeSeriesIds(PageSink sink, ColumnDescriptor column) throws IOException {
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    List<EncodedSeries> series = series();
    int[] indexOfSeries = new int[series.size()];
    ByteBuffer ids = ByteBuffer.allocate(series.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < series.size(); i++) {
      long id = series.get(i).id();
      ids.putLong(id);
      statistics.updateStats(id);
      indexOfSeries[i] = i;
    }
    if (series.size() == to - from) {
      sink.write(column, Encoding.PLAIN, ids.array(), statistics);
      return;
    }
    sink.writeWithDictionary(
        column, ids.array(), series.size(), indexes(indexOfSeries, series.size() - 1), statistics);
  }

  /// The page of dictionary indexes: their width in bits, then runs and packed groups.
  private byte[] indexes(int[] indexOfSeries, int highest) throws IOException {
    int width = BytesUtils.getWidthFromMaxInt(highest);
    int firstSeries = samples.seriesOfRow(from);
    try (RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(width, INITIAL_BYTES, Integer.MAX_VALUE, HEAP)) {
      for (int row = from; row < to; row++) {
        encoder.writeInt(indexOfSeries[samples.seriesOfRow(row) - firstSeries]);
      }
      return PageBytes.of(
          BytesInput.concat(
              BytesInput.from(BytesUtils.intToBytes(width), 0, 1), encoder.toBytes()));
    }
  }

  private void writeTimestamps(PageSink sink, ColumnDescriptor column) throws IOException {
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    DeltaBinaryPackingValuesWriterForLong encoder =
        new DeltaBinaryPackingValuesWriterForLong(INITIAL_BYTES, Integer.MAX_VALUE, HEAP);
    for (int row = from; row < to; row++) {
      long timestamp = samples.timestamp(row);
      encoder.writeLong(timestamp);
      statistics.updateStats(timestamp);
    }
    sink.write(column, Encoding.DELTA_BINARY_PACKED, PageBytes.of(encoder.getBytes()), statistics);
    encoder.close();
  }

  private void writeValues(PageSink sink, ColumnDescriptor column) throws IOException {
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    double[] values = new double[to - from];
    int count = 0;
    try (RunLengthBitPackingHybridEncoder levels =
        new RunLengthBitPackingHybridEncoder(1, INITIAL_BYTES, Integer.MAX_VALUE, HEAP)) {
      for (int row = from; row < to; row++) {
        boolean isFloat = samples.histogram(row) == null;
        levels.writeInt(isFloat ? 1 : 0);
        if (isFloat) {
          values[count++] = samples.value(row);
          statistics.updateStats(samples.value(row));
        }
      }
      int nulls = values.length - count;
      statistics.incrementNumNulls(nulls);
      sink.write(
          column,
          Encoding.BYTE_STREAM_SPLIT,
          splitIntoByteStreams(values, count),
          PageBytes.of(levels.toBytes()),
          nulls,
          statistics);
    }
  }

  /// BYTE_STREAM_SPLIT of the Parquet format: first all lowest bytes, then all second bytes, …
  private static byte[] splitIntoByteStreams(double[] values, int count) {
    byte[] streams = new byte[count * Double.BYTES];
    for (int i = 0; i < count; i++) {
      long bits = Double.doubleToRawLongBits(values[i]);
      for (int at = i; at < streams.length; at += count) {
        streams[at] = (byte) bits;
        bits >>>= Byte.SIZE;
      }
    }
    return streams;
  }
}
