package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.jspecify.annotations.Nullable;

/// Decodes column chunks of one page into arrays. Each method answers null for a chunk that is
/// encoded otherwise than this project does it.
final class FastColumns {
  private FastColumns() {}

  /// 64-bit integers without nulls, DELTA_BINARY_PACKED or PLAIN.
  static long @Nullable [] longs(ColumnPages pages, int rows) throws IOException {
    DataPageV2 page = pages.onlyPage();
    if (page == null || page.getNullCount() != 0) {
      return null;
    }
    if (page.getDataEncoding() == Encoding.PLAIN) {
      long[] longs = new long[rows];
      bytes(page.getData()).asLongBuffer().get(longs);
      return longs;
    }
    if (page.getDataEncoding() != Encoding.DELTA_BINARY_PACKED) {
      return null;
    }
    DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
    reader.initFromPage(rows, ByteBufferInputStream.wrap(bytes(page.getData())));
    long[] longs = new long[rows];
    for (int row = 0; row < rows; row++) {
      longs[row] = reader.readLong();
    }
    return longs;
  }

  /// Doubles, PLAIN or BYTE_STREAM_SPLIT; 0 where a row has none.
  static double @Nullable [] doubles(ColumnPages pages, int rows) throws IOException {
    DataPageV2 page = pages.onlyPage();
    if (page == null) {
      return null;
    }
    double[] present = new double[rows - page.getNullCount()];
    ByteBuffer data = bytes(page.getData());
    if (page.getDataEncoding() == Encoding.PLAIN) {
      data.asDoubleBuffer().get(present);
    } else if (page.getDataEncoding() == Encoding.BYTE_STREAM_SPLIT) {
      join(data, present);
    } else {
      return null;
    }
    return page.getNullCount() == 0 ? present : spread(page, present, rows);
  }

  /// First all lowest bytes, then all second bytes, …
  private static void join(ByteBuffer data, double[] values) {
    byte[] streams = new byte[values.length * Double.BYTES];
    data.get(streams);
    long[] bits = new long[values.length];
    for (int stream = 0; stream < Double.BYTES; stream++) {
      int from = stream * values.length;
      int shift = stream * Byte.SIZE;
      for (int i = 0; i < bits.length; i++) {
        bits[i] |= (streams[from + i] & 0xffL) << shift;
      }
    }
    for (int i = 0; i < bits.length; i++) {
      values[i] = Double.longBitsToDouble(bits[i]);
    }
  }

  private static double[] spread(DataPageV2 page, double[] present, int rows) throws IOException {
    int[] levels = RunLengths.decode(bytes(page.getDefinitionLevels()), 1, rows);
    double[] values = new double[rows];
    int next = 0;
    for (int row = 0; row < rows; row++) {
      if (levels[row] == 1) {
        values[row] = present[next++];
      }
    }
    return values;
  }

  static ByteBuffer bytes(BytesInput input) throws IOException {
    return input
        .toByteBuffer(HeapByteBufferAllocator.getInstance(), copied -> {})
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
