package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.LabelSet;
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

/// The series of a samples file, read from its own columns: for files without a series file.
public final class SeriesOfSamplesFile {
  private final KnownSeries known;
  private final List<SeriesSpan> series = new ArrayList<>();
  private @Nullable SeriesSpan current;

  private SeriesOfSamplesFile(KnownSeries known) {
    this.known = known;
  }

  /// The series that are already known: most are in file after file, and need not be parsed each
  /// time.
  @FunctionalInterface
  public interface KnownSeries {
    /// The labels of a series id, null if they are unknown.
    @Nullable LabelSet labels(long id);
  }

  /// Reads a local samples file when no series is known yet.
  ///
  /// @throws IOException when it is not a samples file
  public static List<SeriesSpan> read(Path file) throws IOException {
    return read(file, id -> null);
  }

  /// Reads the series of a local samples file that is sorted by series, each once.
  ///
  /// @throws IOException when it is not a samples file
  public static List<SeriesSpan> read(Path file, KnownSeries known) throws IOException {
    SeriesOfSamplesFile reading = new SeriesOfSamplesFile(known);
    try (ParquetFile samples = ParquetFile.open(file)) {
      MessageType columns = columns(samples.schema());
      for (BlockMetaData rowGroup : samples.rowGroups()) {
        reading.addRowGroup(samples.pages(rowGroup, columns), columns, samples.createdBy());
      }
    } catch (RuntimeException e) {
      throw FileSeal.unparsable(file, "cannot read the series of " + file, e);
    }
    reading.endSeries();
    return reading.series;
  }

  /// Types are as in the file: DuckDB makes every column optional.
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
    SeriesSpan open = current;
    if (open == null || open.id() != id) {
      endSeries();
      current = new SeriesSpan(id, labels(metric, labels, id), millis, millis);
      return;
    }
    metric.skip();
    labels.skip();
    if (millis > open.lastMillis()) {
      current = new SeriesSpan(id, open.labels(), open.firstMillis(), millis);
    }
  }

  private LabelSet labels(ColumnReader metric, ColumnReader labels, long id) {
    LabelSet met = known.labels(id);
    if (met != null) {
      metric.skip();
      labels.skip();
      return met;
    }
    return LabelsJson.parse(
        metric.getBinary().toStringUsingUTF8(), labels.getBinary().toStringUsingUTF8());
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
