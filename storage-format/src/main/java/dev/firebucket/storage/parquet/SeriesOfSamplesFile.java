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
  private final List<SeriesSpan> series = new ArrayList<>();
  private @Nullable SeriesSpan current;

  private SeriesOfSamplesFile() {}

  /// Reads the series of a local samples file that is sorted by series, each once.
  ///
  /// @throws IOException when it is no samples file
  public static List<SeriesSpan> read(Path file) throws IOException {
    SeriesOfSamplesFile reading = new SeriesOfSamplesFile();
    try (ParquetFile samples = ParquetFile.open(file)) {
      MessageType columns = columns(samples.schema());
      for (BlockMetaData rowGroup : samples.rowGroups()) {
        reading.addRowGroup(samples.pages(rowGroup, columns), columns, samples.createdBy());
      }
    } catch (RuntimeException e) {
      throw new IOException("cannot read the series of " + file + ": " + e.getMessage(), e);
    }
    reading.endSeries();
    return reading.series;
  }

  /// As the file has them: DuckDB makes every column optional.
  private static MessageType columns(MessageType file) {
    return new MessageType(
        "series",
        file.getType(SamplesSchema.METRIC),
        file.getType(SamplesSchema.LABELS),
        file.getType(SamplesSchema.SERIES_ID),
        file.getType(SamplesSchema.TIMESTAMP));
  }

  private void addRowGroup(PageReadStore rows, MessageType schema, String writer) {
    ColumnReadStoreImpl columns = new ColumnReadStoreImpl(rows, new NoRecords(), schema, writer);
    ColumnReader metric = column(columns, schema, SamplesSchema.METRIC);
    ColumnReader labels = column(columns, schema, SamplesSchema.LABELS);
    ColumnReader id = column(columns, schema, SamplesSchema.SERIES_ID);
    ColumnReader timestamp = column(columns, schema, SamplesSchema.TIMESTAMP);
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

  private static ColumnReader column(ColumnReadStoreImpl columns, MessageType schema, String name) {
    return columns.getColumnReader(schema.getColumnDescription(new String[] {name}));
  }
}
