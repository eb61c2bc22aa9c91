package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPageV2;
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
    return DeltaEncoding.decode(bytes(page.getData()), rows);
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

  /// Booleans as runs, RLE; false where a row has none.
  static boolean @Nullable [] booleans(ColumnPages pages, int rows) throws IOException {
    DataPageV2 page = pages.onlyPage();
    if (page == null || page.getDataEncoding() != Encoding.RLE || page.getNullCount() == 0) {
      return null;
    }
    int[] levels = RunLengths.decode(bytes(page.getDefinitionLevels()), 1, rows);
    ByteBuffer data = bytes(page.getData());
    // The length comes first.
    int[] present =
        RunLengths.decode(
            data.position(data.position() + Integer.BYTES), 1, rows - page.getNullCount());
    boolean[] booleans = new boolean[rows];
    int next = 0;
    for (int row = 0; row < rows; row++) {
      booleans[row] = levels[row] == 1 && present[next++] == 1;
    }
    return booleans;
  }

  /// Texts without nulls, PLAIN: each with its length before it.
  static byte @Nullable [] @Nullable [] texts(ColumnPages pages, int rows) throws IOException {
    DataPageV2 page = pages.onlyPage();
    return page == null || page.getNullCount() != 0 || page.getDataEncoding() != Encoding.PLAIN
        ? null
        : texts(bytes(page.getData()), rows);
  }

  /// Texts one after the other, each with its length before it.
  static byte[][] texts(ByteBuffer data, int count) {
    if (count > data.remaining() / Integer.BYTES) {
      throw new BufferUnderflowException();
    }
    byte[][] texts = new byte[count][];
    for (int i = 0; i < count; i++) {
      int length = data.getInt();
      if (length < 0 || length > data.remaining()) {
        throw new BufferUnderflowException();
      }
      texts[i] = new byte[length];
      data.get(texts[i]);
    }
    return texts;
  }

  static ByteBuffer bytes(BytesInput input) throws IOException {
    return input
        .toByteBuffer(HeapByteBufferAllocator.getInstance(), copied -> {})
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
