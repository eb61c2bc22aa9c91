package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
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

  RunReader(ParquetFile file, BlockMetaData rowGroup, int rows) {
    this.file = file;
    this.rowGroup = rowGroup;
    this.rows = rows;
  }

  /// Adds a run for each series.
  void addTo(SampleColumns columns) throws IOException {
    Indexed<byte[]> metrics = texts(SamplesSchema.METRIC);
    Indexed<byte[]> labels = texts(SamplesSchema.LABELS);
    Indexed<Long> ids = ids();
    int[] metric = metrics.indexes();
    int[] label = labels.indexes();
    int[] id = ids.indexes();
    for (int from = 0, to; from < rows; from = to) {
      to = from + 1;
      while (to < rows
          && id[to] == id[from]
          && label[to] == label[from]
          && metric[to] == metric[from]) {
        to++;
      }
      columns.addRun(
          new SeriesName(
              metrics.entry(metric[from]), labels.entry(label[from]), ids.entry(id[from])),
          to);
    }
  }

  /// A column as indexes into its different values. Equal values of rows that are not neighbours
  /// may have several entries.
  private record Indexed<T>(int[] indexes, IntFunction<T> entries) {
    T entry(int index) {
      return entries.apply(index);
    }
  }

  private Indexed<byte[]> texts(String name) throws IOException {
    ColumnPages pages = pages(name);
    int[] indexes = indexes(pages);
    if (indexes == null) {
      return readTexts(name);
    }
    Dictionary dictionary = dictionary(pages, name);
    byte[][] entries = new byte[dictionary.getMaxId() + 1][];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = dictionary.decodeToBinary(i).getBytes();
    }
    return new Indexed<>(indexes, index -> entries[index]);
  }

  private Indexed<Long> ids() throws IOException {
    ColumnPages pages = pages(SamplesSchema.SERIES_ID);
    int[] indexes = indexes(pages);
    if (indexes == null) {
      return readIds();
    }
    Dictionary dictionary = dictionary(pages, SamplesSchema.SERIES_ID);
    return new Indexed<>(indexes, dictionary::decodeToLong);
  }

  private Dictionary dictionary(ColumnPages pages, String name) throws IOException {
    DictionaryPage page = pages.readDictionaryPage();
    if (page == null) {
      throw new IOException("the column '" + name + "' has no dictionary");
    }
    return page.getEncoding().initDictionary(descriptor(name), page);
  }

  /// The dictionary indexes of all rows; null where the chunk is encoded otherwise.
  private int @Nullable [] indexes(ColumnPages pages) throws IOException {
    DataPageV2 page = pages.onlyPage();
    if (page == null
        || page.getDataEncoding() != Encoding.RLE_DICTIONARY
        || page.getNullCount() != 0) {
      return null;
    }
    BytesInput data = page.getData();
    ByteBuffer bytes = FastColumns.bytes(data);
    return RunLengths.decode(bytes, bytes.get(), rows);
  }

  private Indexed<byte[]> readTexts(String name) throws IOException {
    ColumnReader reader = reader(name);
    int[] indexes = new int[rows];
    byte[][] entries = new byte[rows][];
    int last = -1;
    Binary before = null;
    for (int row = 0; row < rows; row++) {
      Binary text = reader.getBinary();
      if (!text.equals(before)) {
        before = text;
        entries[++last] = text.getBytes();
      }
      indexes[row] = last;
      reader.consume();
    }
    return new Indexed<>(indexes, index -> entries[index]);
  }

  private Indexed<Long> readIds() throws IOException {
    ColumnReader reader = reader(SamplesSchema.SERIES_ID);
    int[] indexes = new int[rows];
    long[] entries = new long[rows];
    int last = -1;
    for (int row = 0; row < rows; row++) {
      long id = reader.getLong();
      if (last < 0 || entries[last] != id) {
        entries[++last] = id;
      }
      indexes[row] = last;
      reader.consume();
    }
    return new Indexed<>(indexes, index -> entries[index]);
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
