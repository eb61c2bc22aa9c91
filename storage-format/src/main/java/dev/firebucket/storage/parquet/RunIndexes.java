package dev.firebucket.storage.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/// Dictionary indexes of runs of rows, in Parquet's RLE and bit-packing hybrid.
final class RunIndexes {
  private static final int INITIAL_BYTES = 4096;

  /// A packed group has so many rows: shorter runs are better packed.
  private static final int GROUP_ROWS = 8;

  private RunIndexes() {}

  /// A page of indexes: their width in bits, then runs or packed groups.
  ///
  /// @param indexes one for each run, ascending
  /// @param ends of each run, the row after its last
  static byte[] page(int[] indexes, int[] ends, int runs) throws IOException {
    int width = BytesUtils.getWidthFromMaxInt(indexes[runs - 1]);
    ByteArrayOutputStream page = new ByteArrayOutputStream(INITIAL_BYTES);
    page.write(width);
    if (ends[runs - 1] / GROUP_ROWS < runs) {
      writePacked(indexes, ends, runs, width, page);
    } else {
      writeRuns(indexes, ends, runs, width, page);
    }
    return page.toByteArray();
  }

  private static void writePacked(
      int[] indexes, int[] ends, int runs, int width, ByteArrayOutputStream page)
      throws IOException {
    try (RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(
            width, INITIAL_BYTES, Integer.MAX_VALUE, HeapByteBufferAllocator.getInstance())) {
      int row = 0;
      for (int run = 0; run < runs; run++) {
        for (; row < ends[run]; row++) {
          encoder.writeInt(indexes[run]);
        }
      }
      encoder.toBytes().writeAllTo(page);
    }
  }

  private static void writeRuns(
      int[] indexes, int[] ends, int runs, int width, ByteArrayOutputStream page)
      throws IOException {
    int from = 0;
    for (int run = 0; run < runs; run++) {
      if (run + 1 < runs && indexes[run + 1] == indexes[run]) {
        continue;
      }
      BytesUtils.writeUnsignedVarInt((ends[run] - from) << 1, page);
      for (int bits = 0; bits < width; bits += Byte.SIZE) {
        page.write(indexes[run] >>> bits);
      }
      from = ends[run];
    }
  }
}
