package dev.firebucket.storage.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.LabelsJson;
import dev.firebucket.storage.object.BadBytesException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/// The series file next to a compacted samples file: one row per series.
///
/// | column | type in SQL | what |
/// |---|---|---|
/// | `series_id` | UBIGINT | as in the samples file |
/// | `metric` | VARCHAR | metric name |
/// | `labels` | VARCHAR | canonical JSON of the other labels, as in the samples file |
/// | `first_ts`, `last_ts` | TIMESTAMPTZ | oldest and newest sample in the file |
/// | `samples` | BIGINT | how many samples |
///
/// In files of the first format `labels` is a MAP(VARCHAR, VARCHAR).
public final class SeriesFile {
  /// Rows of a row group: little is fetched for one metric, and the footer stays small.
  public static final int ROW_GROUP_ROWS = 2048;

  public static final String FIRST = "first_ts";
  public static final String LAST = "last_ts";
  public static final String SAMPLES = "samples";

  /// The columns with their field ids.
  static final MessageType SCHEMA =
      new MessageType(
          "series",
          Types.required(INT64).as(intType(64, false)).id(1).named(SamplesSchema.SERIES_ID),
          Types.required(BINARY).as(stringType()).id(2).named(SamplesSchema.METRIC),
          Types.required(BINARY).as(stringType()).id(3).named(SamplesSchema.LABELS),
          Types.required(INT64).as(timestampType(true, TimeUnit.MILLIS)).id(4).named(FIRST),
          Types.required(INT64).as(timestampType(true, TimeUnit.MILLIS)).id(5).named(LAST),
          Types.required(INT64).id(6).named(SAMPLES));

  private SeriesFile() {}

  /// Reads a local series file.
  ///
  /// @throws IOException when it is not one
  public static List<SeriesSpan> read(Path file) throws IOException {
    List<SeriesSpan> series = new ArrayList<>();
    try (ParquetFile parquet = ParquetFile.open(file)) {
      MessageType columns = columns(parquet.schema());
      for (BlockMetaData rowGroup : parquet.rowGroups()) {
        addRowGroup(parquet.pages(rowGroup, columns), columns, parquet.createdBy(), series);
      }
      return series;
    } catch (RuntimeException e) {
      throw FileSeal.unparsable(file, "cannot read the series file " + file, e);
    }
  }

  /// Reads a row group of a series file.
  ///
  /// @param footer of the file
  /// @throws IOException when its bytes are not a row group of series
  static List<SeriesSpan> read(FileMetaData footer, int rowGroup, RowGroupPages.Source source)
      throws IOException {
    try {
      ParquetMetadata metadata = new ParquetMetadataConverter().fromParquetMetadata(footer);
      MessageType columns = columns(metadata.getFileMetaData().getSchema());
      List<SeriesSpan> series = new ArrayList<>();
      addRowGroup(
          RowGroupPages.read(metadata.getBlocks().get(rowGroup), columns, source),
          columns,
          metadata.getFileMetaData().getCreatedBy(),
          series);
      return series;
    } catch (RuntimeException e) {
      throw new BadBytesException("a part of a series file is damaged: " + e.getMessage(), e);
    }
  }

  /// Checks a whole local series file, as far as its writer left checksums.
  ///
  /// @throws IOException what is wrong with it, or why it cannot be read
  public static void requireWhole(Path file) throws IOException {
    if (!FileSeal.requireWhole(file)) {
      var _ = read(file);
    }
  }

  private static MessageType columns(MessageType file) {
    return new MessageType(
        "series",
        file.getType(SamplesSchema.SERIES_ID),
        file.getType(SamplesSchema.METRIC),
        file.getType(SamplesSchema.LABELS),
        file.getType(FIRST),
        file.getType(LAST));
  }

  private static void addRowGroup(
      PageReadStore pages, MessageType columns, String writer, List<SeriesSpan> series) {
    ColumnReadStoreImpl store = new ColumnReadStoreImpl(pages, new NoRecords(), columns, writer);
    List<ColumnReader> readers =
        columns.getColumns().stream()
            .map((ColumnDescriptor one) -> store.getColumnReader(one))
            .toList();
    ColumnReader id = readers.get(0);
    ColumnReader metric = readers.get(1);
    Labels labels =
        columns.getType(2).isPrimitive()
            ? new LabelsAsText(readers.get(2))
            : new LabelsAsMap(readers.get(2), readers.get(3));
    ColumnReader first = readers.get(readers.size() - 2);
    ColumnReader last = readers.getLast();
    for (long row = 0; row < pages.getRowCount(); row++) {
      String name = metric.getBinary().toStringUsingUTF8();
      series.add(new SeriesSpan(id.getLong(), labels.next(name), first.getLong(), last.getLong()));
      id.consume();
      metric.consume();
      first.consume();
      last.consume();
    }
  }

  /// The column of labels, row by row.
  private sealed interface Labels {
    /// The labels of the next row.
    LabelSet next(String metric);
  }

  private record LabelsAsText(ColumnReader json) implements Labels {
    @Override
    public LabelSet next(String metric) {
      LabelSet labels = LabelsJson.parse(metric, json.getBinary().toStringUsingUTF8());
      json.consume();
      return labels;
    }
  }

  /// The two leaves of the map column of the first format, in step.
  private record LabelsAsMap(ColumnReader names, ColumnReader values) implements Labels {
    @Override
    public LabelSet next(String metric) {
      LabelSet.Builder labels = LabelSet.builder().set(LabelSet.NAME, metric);
      do {
        if (isPresent(names)) {
          labels.set(
              names.getBinary().toStringUsingUTF8(),
              isPresent(values) ? values.getBinary().toStringUsingUTF8() : "");
        }
        names.consume();
        values.consume();
      } while (names.getCurrentRepetitionLevel() > 0);
      return labels.build();
    }

    private static boolean isPresent(ColumnReader column) {
      return column.getCurrentDefinitionLevel() == column.getDescriptor().getMaxDefinitionLevel();
    }
  }
}
