package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/// Reads a row group of a samples file into columns.
///
/// Chunks as this project writes them are decoded whole, into arrays ([FastColumns]); any other,
/// such as those that DuckDB wrote in older stores, value by value with parquet-java.
final class RowGroupDecoder {
  /// What an ordinary NaN becomes whose bits would make it a stale marker: an engine folded them.
  private static final double ORDINARY_NAN = Double.longBitsToDouble(0x7ff8000000000001L);

  private final ParquetFile file;
  private final SamplesFormat format;
  private final BlockMetaData rowGroup;
  private final int rows;
  private final SharedNames names;

  private RowGroupDecoder(
      ParquetFile file, SamplesFormat format, BlockMetaData rowGroup, SharedNames names) {
    this.names = names;
    this.file = file;
    this.format = format;
    this.rowGroup = rowGroup;
    this.rows = Math.toIntExact(rowGroup.getRowCount());
  }

  /// @param names of all files that are read with this one
  /// @throws IOException when the bytes are not those of a samples file
  static SampleColumns decode(
      ParquetFile file, SamplesFormat format, BlockMetaData rowGroup, SharedNames names)
      throws IOException {
    return new RowGroupDecoder(file, format, rowGroup, names).decode();
  }

  private SampleColumns decode() throws IOException {
    long[] timestamps = longs(SamplesSchema.TIMESTAMP);
    double[] values = values();
    @Nullable FloatHistogram[] histograms =
        isAllNull(SamplesSchema.HISTOGRAM_SCHEMA) ? null : histograms();
    markStale(values, histograms);
    long[] starts = isAllNull(SamplesSchema.START_TIMESTAMP) ? null : starts();
    SampleColumns columns = new SampleColumns(timestamps, values, histograms, starts);
    new RunReader(file, rowGroup, rows, names).addTo(columns);
    return columns;
  }

  private long[] longs(String name) throws IOException {
    long[] fast = FastColumns.longs(pages(name), rows);
    if (fast != null) {
      return fast;
    }
    ColumnReader reader = reader(name);
    long[] longs = new long[rows];
    for (int row = 0; row < rows; row++) {
      longs[row] = reader.getLong();
      reader.consume();
    }
    return longs;
  }

  private double[] values() throws IOException {
    if (isAllNull(SamplesSchema.VALUE)) {
      return new double[rows];
    }
    double[] fast = FastColumns.doubles(pages(SamplesSchema.VALUE), rows);
    if (fast != null) {
      return fast;
    }
    ColumnReader reader = reader(SamplesSchema.VALUE);
    double[] values = new double[rows];
    for (int row = 0; row < rows; row++) {
      values[row] = isPresent(reader) ? reader.getDouble() : 0;
      reader.consume();
    }
    return values;
  }

  private long[] starts() throws IOException {
    ColumnReader reader = reader(SamplesSchema.START_TIMESTAMP);
    long[] starts = new long[rows];
    for (int row = 0; row < rows; row++) {
      starts[row] = isPresent(reader) ? reader.getLong() : SampleBatch.NO_START;
      reader.consume();
    }
    return starts;
  }

  /// From here on the bits of a NaN say what the column `stale` says.
  private void markStale(double[] values, @Nullable FloatHistogram @Nullable [] histograms)
      throws IOException {
    switch (format) {
      case NAN_BITS -> {
        // They do already.
      }
      case STALE_COLUMN -> {
        boolean[] stale = stale();
        for (int row = 0; row < rows; row++) {
          FloatHistogram histogram = histograms == null ? null : histograms[row];
          if (histogram == null) {
            values[row] = marked(values[row], stale[row]);
          } else if (histograms != null && Double.isNaN(histogram.sum())) {
            histograms[row] = histogram.withSum(marked(histogram.sum(), stale[row]));
          }
        }
      }
    }
  }

  private static double marked(double value, boolean stale) {
    if (stale) {
      return StaleMarker.VALUE;
    }
    return StaleMarker.is(value) ? ORDINARY_NAN : value;
  }

  private boolean[] stale() throws IOException {
    boolean[] stale = new boolean[rows];
    if (isAllNull(SamplesSchema.STALE)) {
      return stale;
    }
    boolean[] fast = FastColumns.booleans(pages(SamplesSchema.STALE), rows);
    if (fast != null) {
      return fast;
    }
    ColumnReader reader = reader(SamplesSchema.STALE);
    for (int row = 0; row < rows; row++) {
      stale[row] = isPresent(reader) && reader.getBoolean();
      reader.consume();
    }
    return stale;
  }

  private static boolean isPresent(ColumnReader reader) {
    return reader.getCurrentDefinitionLevel() == reader.getDescriptor().getMaxDefinitionLevel();
  }

  private boolean isAllNull(String name) {
    return isAllNull(rowGroup, name);
  }

  /// By the statistics in the footer; true also where the row group has no such column.
  static boolean isAllNull(BlockMetaData group, String name) {
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      if (chunk.getPath().toArray()[0].equals(name)) {
        return chunk.getStatistics() != null
            && chunk.getStatistics().isNumNullsSet()
            && chunk.getStatistics().getNumNulls() == chunk.getValueCount();
      }
    }
    return true;
  }

  private ColumnPages pages(String name) throws IOException {
    ColumnDescriptor column = file.schema().getColumnDescription(new String[] {name});
    return file.pages(rowGroup, new MessageType("column", file.schema().getType(name)))
        .pages(column);
  }

  private @Nullable FloatHistogram[] histograms() throws IOException {
    MessageType schema = inFile(SamplesSchema.HISTOGRAM);
    return new HistogramReader(readers(schema), schema.getColumns()).read(rows);
  }

  private ColumnReader reader(String name) throws IOException {
    MessageType schema = new MessageType("column", file.schema().getType(name));
    return readers(schema).getColumnReader(schema.getColumns().getFirst());
  }

  /// Types are as in the file: DuckDB makes every column optional.
  private MessageType inFile(MessageType wanted) {
    return new MessageType(
        "columns",
        wanted.getFields().stream()
            .map(type -> file.schema().getType(type.getName()))
            .toArray(Type[]::new));
  }

  private ColumnReadStoreImpl readers(MessageType schema) throws IOException {
    return new ColumnReadStoreImpl(
        file.pages(rowGroup, schema), new NoRecords(), schema, file.createdBy());
  }
}
