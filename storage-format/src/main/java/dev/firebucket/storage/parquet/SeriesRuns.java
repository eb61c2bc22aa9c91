package dev.firebucket.storage.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;

/// The series of a series file as runs of rows of its samples file: says which series stands at a
/// row.
final class SeriesRuns {
  private final Path file;
  private final List<SeriesKey> keys = new ArrayList<>();
  private final List<Long> rows = new ArrayList<>();
  private int place;
  private long taken;

  private SeriesRuns(Path file) {
    this.file = file;
  }

  static SeriesRuns read(Path file) throws IOException {
    SeriesRuns runs = new SeriesRuns(file);
    try (ParquetFile parquet = ParquetFile.open(file)) {
      MessageType schema = parquet.schema();
      MessageType columns =
          new MessageType(
              "series",
              schema.getType(SamplesSchema.METRIC),
              schema.getType(SamplesSchema.SERIES_ID),
              schema.getType(SeriesFile.SAMPLES));
      for (BlockMetaData rowGroup : parquet.rowGroups()) {
        runs.add(parquet.pages(rowGroup, columns), columns, parquet.createdBy());
      }
      return runs;
    } catch (RuntimeException e) {
      throw new IOException("cannot read the series file " + file + ": " + e.getMessage(), e);
    }
  }

  private void add(PageReadStore pages, MessageType columns, String writer) {
    ColumnReadStoreImpl store = new ColumnReadStoreImpl(pages, new NoRecords(), columns, writer);
    ColumnReader metric = store.getColumnReader(columns.getColumns().get(0));
    ColumnReader id = store.getColumnReader(columns.getColumns().get(1));
    ColumnReader count = store.getColumnReader(columns.getColumns().get(2));
    for (long row = 0; row < pages.getRowCount(); row++) {
      keys.add(new SeriesKey(metric.getBinary().toStringUsingUTF8(), id.getLong()));
      rows.add(count.getLong());
      metric.consume();
      id.consume();
      count.consume();
    }
  }

  /// The series of the next row.
  SeriesKey current() throws IOException {
    if (place >= keys.size()) {
      throw mismatch();
    }
    return keys.get(place);
  }

  /// Passes over some rows, at least one, and returns the series of the last of them.
  SeriesKey skip(long count) throws IOException {
    long left = count;
    SeriesKey last = current();
    while (left > 0) {
      last = current();
      long step = Math.min(left, rows.get(place) - taken);
      left -= step;
      taken += step;
      if (taken >= rows.get(place)) {
        place++;
        taken = 0;
      }
    }
    return last;
  }

  void requireEnd() throws IOException {
    if (place != keys.size()) {
      throw mismatch();
    }
  }

  private IOException mismatch() {
    return new IOException("the series file " + file + " counts other samples than there are");
  }
}
