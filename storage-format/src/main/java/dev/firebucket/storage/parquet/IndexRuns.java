package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Dictionary indexes of rows as runs: neighbouring rows with the same index are one.
final class IndexRuns {
  private int[] indexes = new int[64];
  private int[] ends = new int[64];
  private int count;

  private IndexRuns() {}

  /// Decodes Parquet's RLE and bit-packing hybrid.
  ///
  /// @param width bits of an index
  /// @throws IOException when there are fewer indexes than rows
  static IndexRuns decode(ByteBuffer bytes, int width, int rows) throws IOException {
    IndexRuns runs = new IndexRuns();
    RunLengths.each(bytes, width, rows, runs::add);
    return runs;
  }

  /// Rows that hold their values themselves.
  ///
  /// @param repeated whether a row, from the second on, has the value of the one before
  static IndexRuns ofEach(int rows, IntPredicate repeated) {
    IndexRuns runs = new IndexRuns();
    for (int row = 0, index = 0; row < rows; row++) {
      index = row > 0 && repeated.test(row) ? index : row;
      runs.add(index, row + 1);
    }
    return runs;
  }

  private void add(int index, int end) {
    if (count > 0 && indexes[count - 1] == index) {
      ends[count - 1] = end;
      return;
    }
    if (count == ends.length) {
      indexes = Arrays.copyOf(indexes, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    indexes[count] = index;
    ends[count++] = end;
  }

  /// The index of the rows of a run.
  int index(int run) {
    return indexes[run];
  }

  /// The row after the last of a run.
  int end(int run) {
    return ends[run];
  }
}
