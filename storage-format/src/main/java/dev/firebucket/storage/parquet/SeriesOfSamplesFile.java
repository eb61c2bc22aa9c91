package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.LabelsJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/// Which series a samples file holds: read of its own columns, for files that have no series file
/// beside them.
public final class SeriesOfSamplesFile {
  private static final MessageType COLUMNS =
      new MessageType(
          "series",
          SamplesSchema.SCHEMA.getType(SamplesSchema.METRIC),
          SamplesSchema.SCHEMA.getType(SamplesSchema.LABELS),
          SamplesSchema.SCHEMA.getType(SamplesSchema.SERIES_ID),
          SamplesSchema.SCHEMA.getType(SamplesSchema.TIMESTAMP));

  private final List<SeriesSpan> series = new ArrayList<>();
  private @Nullable SeriesSpan current;

  private SeriesOfSamplesFile() {}

  /// Reads the series of a local samples file that is sorted by series, each once.
  ///
  /// @throws IOException when it is no samples file
  public static List<SeriesSpan> read(Path file) throws IOException {
    SeriesOfSamplesFile reading = new SeriesOfSamplesFile();
    try (ParquetFile samples = ParquetFile.open(file)) {
      for (BlockMetaData rowGroup : samples.rowGroups()) {
        reading.addRowGroup(samples.pages(rowGroup, COLUMNS), samples.createdBy());
      }
    } catch (RuntimeException e) {
      throw new IOException("cannot read the series of " + file + ": " + e.getMessage(), e);
    }
    reading.endSeries();
    return reading.series;
  }

  private void addRowGroup(PageReadStore rows, String writer) {
    ColumnReadStoreImpl columns = new ColumnReadStoreImpl(rows, new NoRecords(), COLUMNS, writer);
    ColumnReader metric = column(columns, SamplesSchema.METRIC);
    ColumnReader labels = column(columns, SamplesSchema.LABELS);
    ColumnReader id = column(columns, SamplesSchema.SERIES_ID);
    ColumnReader timestamp = column(columns, SamplesSchema.TIMESTAMP);
    for (long row = 0; row < rows.getRowCount(); row++) {
      addRow(metric, labels, id.getLong(), timestamp.getLong());
      metric.consume();
      labels.consume();
      id.consume();
      timestamp.consume();
    }
  }

  private void addRow(ColumnReader metric, ColumnReader labels, long id, long millis) {
    SeriesSpan known = current;
    if (known == null || known.id() != id) {
      endSeries();
      current =
          new SeriesSpan(
              id,
              LabelsJson.parse(
                  metric.getBinary().toStringUsingUTF8(), labels.getBinary().toStringUsingUTF8()),
              millis,
              millis);
      return;
    }
    metric.skip();
    labels.skip();
    if (millis > known.lastMillis()) {
      current = new SeriesSpan(id, known.labels(), known.firstMillis(), millis);
    }
  }

  private void endSeries() {
    if (current != null) {
      series.add(current);
      current = null;
    }
  }

  private static ColumnReader column(ColumnReadStoreImpl columns, String name) {
    return columns.getColumnReader(COLUMNS.getColumnDescription(new String[] {name}));
  }
}
