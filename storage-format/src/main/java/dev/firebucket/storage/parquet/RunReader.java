package dev.firebucket.storage.parquet;

import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/// Which series the rows of a row group belong to.
final class RunReader {
  private final ParquetFile file;
  private final BlockMetaData rowGroup;
  private final int rows;
  private final SharedNames names;

  RunReader(ParquetFile file, BlockMetaData rowGroup, int rows, SharedNames names) {
    this.names = names;
    this.file = file;
    this.rowGroup = rowGroup;
    this.rows = rows;
  }

  /// Adds a run for each series.
  void addTo(SampleColumns columns) throws IOException {
    Indexed<byte[]> metrics = texts(SamplesSchema.METRIC);
    Indexed<byte[]> labels = texts(SamplesSchema.LABELS);
    Indexed<Long> ids = ids();
    int metric = 0;
    int label = 0;
    int id = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = Math.min(metrics.end(metric), Math.min(labels.end(label), ids.end(id)));
      SeriesName name = new SeriesName(metrics.entry(metric), labels.entry(label), ids.entry(id));
      columns.addRun(names.of(name), to);
      metric += metrics.end(metric) == to ? 1 : 0;
      label += labels.end(label) == to ? 1 : 0;
      id += ids.end(id) == to ? 1 : 0;
    }
  }

  /// A column as runs of rows with the same index into its different values. Equal values of rows
  /// that are not neighbours may have several entries.
  private record Indexed<T>(IndexRuns runs, IntFunction<T> entries) {
    T entry(int run) {
      return entries.apply(runs.index(run));
    }

    int end(int run) {
      return runs.end(run);
    }
  }

  private Indexed<byte[]> texts(String name) throws IOException {
    ColumnPages pages = pages(name);
    IndexRuns indexes = indexes(pages);
    if (indexes != null) {
      DictionaryPage dictionary = dictionary(pages, name);
      byte[][] entries =
          FastColumns.texts(
              FastColumns.bytes(dictionary.getBytes()), dictionary.getDictionarySize());
      return new Indexed<>(indexes, index -> entries[index]);
    }
    byte[][] plain = FastColumns.texts(pages, rows);
    byte[][] all = plain == null ? readTexts(name) : plain;
    return new Indexed<>(
        IndexRuns.ofEach(rows, row -> Arrays.equals(all[row - 1], all[row])), row -> all[row]);
  }

  private Indexed<Long> ids() throws IOException {
    ColumnPages pages = pages(SamplesSchema.SERIES_ID);
    IndexRuns indexes = indexes(pages);
    if (indexes != null) {
      ByteBuffer entries =
          FastColumns.bytes(dictionary(pages, SamplesSchema.SERIES_ID).getBytes()).slice();
      entries.order(ByteOrder.LITTLE_ENDIAN);
      return new Indexed<>(indexes, index -> entries.getLong(index * Long.BYTES));
    }
    long[] plain = FastColumns.longs(pages, rows);
    long[] all = plain == null ? readIds() : plain;
    return new Indexed<>(IndexRuns.ofEach(rows, row -> all[row - 1] == all[row]), row -> all[row]);
  }

  /// Its entries are PLAIN, one after the other.
  private static DictionaryPage dictionary(ColumnPages pages, String name) throws IOException {
    DictionaryPage page = pages.readDictionaryPage();
    if (page == null) {
      throw new BadBytesException("the column '" + name + "' has no dictionary");
    }
    return page;
  }

  /// The dictionary indexes of all rows; null where the chunk is encoded otherwise.
  private @Nullable IndexRuns indexes(ColumnPages pages) throws IOException {
    DataPageV2 page = pages.onlyPage();
    if (page == null
        || page.getDataEncoding() != Encoding.RLE_DICTIONARY
        || page.getNullCount() != 0) {
      return null;
    }
    ByteBuffer bytes = FastColumns.bytes(page.getData());
    return IndexRuns.decode(bytes, bytes.get(), rows);
  }

  private byte[][] readTexts(String name) throws IOException {
    ColumnReader reader = reader(name);
    byte[][] texts = new byte[rows][];
    Binary before = null;
    for (int row = 0; row < rows; row++) {
      Binary text = reader.getBinary();
      texts[row] = text.equals(before) ? texts[row - 1] : text.getBytes();
      before = text;
      reader.consume();
    }
    return texts;
  }

  private long[] readIds() throws IOException {
    ColumnReader reader = reader(SamplesSchema.SERIES_ID);
    long[] ids = new long[rows];
    for (int row = 0; row < rows; row++) {
      ids[row] = reader.getLong();
      reader.consume();
    }
    return ids;
  }

  private ColumnPages pages(String name) throws IOException {
    return file.pages(rowGroup, schema(name)).pages(descriptor(name));
  }

  private ColumnReader reader(String name) throws IOException {
    MessageType schema = schema(name);
    return new ColumnReadStoreImpl(
            file.pages(rowGroup, schema), new NoRecords(), schema, file.createdBy())
        .getColumnReader(descriptor(name));
  }

  private MessageType schema(String name) {
    return new MessageType("column", file.schema().getType(name));
  }

  private ColumnDescriptor descriptor(String name) {
    return file.schema().getColumnDescription(new String[] {name});
  }
}
