package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/// The columns that name the series of rows: metric, labels and id, a dictionary and runs of
/// indexes into it.
final class SeriesColumns {
  private final SampleColumns rows;

  SeriesColumns(SampleColumns rows) {
    this.rows = rows;
  }

  /// A dictionary with one entry per run of equal texts: series of one metric are adjacent.
  void writeStrings(PageSink sink, ColumnDescriptor column, Function<SeriesName, byte[]> text)
      throws IOException {
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    int[] indexes = new int[rows.runs()];
    ByteBuffer dictionary = ByteBuffer.allocate(plainSize(text)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] last = null;
    byte[] least = null;
    byte[] greatest = null;
    int index = -1;
    for (int run = 0; run < indexes.length; run++) {
      byte[] bytes = text.apply(rows.series(run));
      if (last == null || !Arrays.equals(last, bytes)) {
        dictionary.putInt(bytes.length).put(bytes);
        least = least == null || Arrays.compareUnsigned(bytes, least) < 0 ? bytes : least;
        greatest =
            greatest == null || Arrays.compareUnsigned(bytes, greatest) > 0 ? bytes : greatest;
        last = bytes;
        index++;
      }
      indexes[run] = index;
    }
    if (least != null && greatest != null) {
      statistics.updateStats(Binary.fromConstantByteArray(least));
      statistics.updateStats(Binary.fromConstantByteArray(greatest));
    }
    byte[] plain = Arrays.copyOf(dictionary.array(), dictionary.position());
    write(sink, column, plain, indexes, statistics);
  }

  private int plainSize(Function<SeriesName, byte[]> text) {
    int size = 0;
    for (int run = 0; run < rows.runs(); run++) {
      size = Math.addExact(size, Integer.BYTES + text.apply(rows.series(run)).length);
    }
    return size;
  }

  void writeIds(PageSink sink, ColumnDescriptor column) throws IOException {
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    int[] indexes = new int[rows.runs()];
    ByteBuffer ids =
        ByteBuffer.allocate(indexes.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long least = rows.series(0).id();
    long greatest = least;
    for (int run = 0; run < indexes.length; run++) {
      long id = rows.series(run).id();
      ids.putLong(id);
      least = Long.compareUnsigned(id, least) < 0 ? id : least;
      greatest = Long.compareUnsigned(id, greatest) > 0 ? id : greatest;
      indexes[run] = run;
    }
    statistics.updateStats(least);
    statistics.updateStats(greatest);
    write(sink, column, ids.array(), indexes, statistics);
  }

  private void write(
      PageSink sink, ColumnDescriptor column, byte[] plain, int[] indexes, Statistics<?> statistics)
      throws IOException {
    int entries = indexes[indexes.length - 1] + 1;
    if (entries == rows.rows()) {
      sink.write(column, Encoding.PLAIN, plain, statistics);
      return;
    }
    byte[] page = RunIndexes.page(indexes, rows.ends(), rows.runs());
    sink.writeWithDictionary(column, plain, entries, page, statistics);
  }
}
