package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.Span;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.jspecify.annotations.Nullable;

/// The columns of native histograms, which a float leaves null; the rows of one row group.
final class HistogramColumns {
  private static final ParquetProperties PROPERTIES =
      ParquetProperties.builder()
          .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_2_0)
          .withAllocator(HeapByteBufferAllocator.getInstance())
          .build();

  private final ColumnWriteStore columns;

  private HistogramColumns(ColumnWriteStore columns) {
    this.columns = columns;
  }

  static void write(SampleColumns samples, PageSink sink) throws IOException {
    if (!samples.hasHistograms()) {
      for (ColumnDescriptor column : SamplesSchema.HISTOGRAM.getColumns()) {
        sink.writeNulls(column);
      }
      return;
    }
    ColumnChunkPageWriteStore pages =
        new ColumnChunkPageWriteStore(
            sink.compressor(),
            SamplesSchema.HISTOGRAM,
            PROPERTIES.getAllocator(),
            Integer.MAX_VALUE);
    try (ColumnWriteStore columns =
        PROPERTIES.newColumnWriteStore(SamplesSchema.HISTOGRAM, pages)) {
      HistogramColumns writer = new HistogramColumns(columns);
      for (int row = 0; row < samples.rows(); row++) {
        writer.writeRow(samples.histogram(row));
        columns.endRecord();
      }
      columns.flush();
    }
    sink.add(new EncodedColumns.Pages(pages));
  }

  private void writeRow(@Nullable FloatHistogram histogram) {
    if (histogram == null) {
      for (ColumnDescriptor column : SamplesSchema.HISTOGRAM.getColumns()) {
        columns.getColumnWriter(column).writeNull(0, 0);
      }
      return;
    }
    column(SamplesSchema.HISTOGRAM_SCHEMA).write(histogram.schema(), 0, 1);
    column(SamplesSchema.HISTOGRAM_ZERO_THRESHOLD).write(histogram.zeroThreshold(), 0, 1);
    column(SamplesSchema.HISTOGRAM_ZERO_COUNT).write(histogram.zeroCount(), 0, 1);
    column(SamplesSchema.HISTOGRAM_COUNT).write(histogram.count(), 0, 1);
    column(SamplesSchema.HISTOGRAM_SUM).write(histogram.sum(), 0, 1);
    spans(SamplesSchema.HISTOGRAM_POSITIVE_SPANS, histogram.positiveSpans());
    doubles(SamplesSchema.HISTOGRAM_POSITIVE_BUCKETS, histogram.positiveBuckets());
    spans(SamplesSchema.HISTOGRAM_NEGATIVE_SPANS, histogram.negativeSpans());
    doubles(SamplesSchema.HISTOGRAM_NEGATIVE_BUCKETS, histogram.negativeBuckets());
    doubles(SamplesSchema.HISTOGRAM_CUSTOM_BOUNDS, histogram.customBounds());
    column(SamplesSchema.HISTOGRAM_RESET_HINT).write(histogram.resetHint().code(), 0, 1);
  }

  private ColumnWriter column(String name) {
    return columns.getColumnWriter(
        SamplesSchema.HISTOGRAM.getColumnDescription(new String[] {name}));
  }

  private ColumnWriter list(String name) {
    return columns.getColumnWriter(
        SamplesSchema.HISTOGRAM.getColumnDescription(new String[] {name, "list", "element"}));
  }

  /// Definition levels of a list: 0 null, 1 empty, 2 an element.
  private void doubles(String name, double[] values) {
    ColumnWriter writer = list(name);
    if (values.length == 0) {
      writer.writeNull(0, 1);
    }
    for (int i = 0; i < values.length; i++) {
      writer.write(values[i], i == 0 ? 0 : 1, 2);
    }
  }

  private void spans(String name, List<Span> spans) {
    ColumnWriter writer = list(name);
    if (spans.isEmpty()) {
      writer.writeNull(0, 1);
    }
    for (int i = 0; i < spans.size(); i++) {
      writer.write(spans.get(i).offset(), i == 0 ? 0 : 1, 2);
      writer.write(spans.get(i).length(), 1, 2);
    }
  }
}
