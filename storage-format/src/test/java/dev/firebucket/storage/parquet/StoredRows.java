package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.LabelsJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a samples file as texts that say every bit.
public final class StoredRows {
  private StoredRows() {}

  /// Series and time of a row.
  public static String place(LabelSet labels, long timestamp) {
    return place(labels.metricName(), LabelsJson.write(labels), timestamp);
  }

  private static String place(String metric, String labels, long timestamp) {
    return metric + labels + " @" + timestamp;
  }

  /// The rest of a row.
  public static String content(double value, @Nullable FloatHistogram histogram, long start) {
    String sample =
        histogram == null
            ? Long.toHexString(Double.doubleToRawLongBits(value))
            : "%s zero %s count %s sum %x of %s %s, %s %s %s"
                .formatted(
                    histogram.schema(),
                    histogram.zeroCount(),
                    histogram.count(),
                    Double.doubleToRawLongBits(histogram.sum()),
                    histogram.positiveSpans(),
                    boxed(histogram.positiveBuckets()),
                    histogram.negativeSpans(),
                    boxed(histogram.negativeBuckets()),
                    histogram.resetHint());
    return " " + sample + " since " + start;
  }

  private static String boxed(double[] values) {
    return Arrays.toString(values);
  }

  /// Gets rows.
  @FunctionalInterface
  public interface Row {
    void next(LabelSet series, long timestamp, double value);
  }

  /// Hands over the rows of a file, in its order.
  public static void forEach(Path file, SamplesFormat format, Row row) throws IOException {
    SamplesFileReader reader = SamplesFileReader.open(file, format);
    while (reader.hasNext()) {
      SampleColumns columns = reader.next();
      for (int run = 0; run < columns.runs(); run++) {
        SeriesName name = columns.series(run);
        LabelSet series =
            LabelsJson.parse(
                new String(name.metric(), StandardCharsets.UTF_8),
                new String(name.labels(), StandardCharsets.UTF_8));
        for (int at = columns.from(run); at < columns.to(run); at++) {
          row.next(series, columns.timestamp(at), columns.value(at));
        }
      }
    }
  }

  /// All rows of a file, in its order.
  public static List<String> of(Path file) throws IOException {
    List<String> rows = new ArrayList<>();
    SamplesFileReader reader = SamplesFileReader.open(file, SamplesFormat.CURRENT);
    while (reader.hasNext()) {
      SampleColumns columns = reader.next();
      for (int run = 0; run < columns.runs(); run++) {
        SeriesName series = columns.series(run);
        for (int row = columns.from(run); row < columns.to(run); row++) {
          rows.add(
              place(
                      new String(series.metric(), StandardCharsets.UTF_8),
                      new String(series.labels(), StandardCharsets.UTF_8),
                      columns.timestamp(row))
                  + content(columns.value(row), columns.histogram(row), columns.start(row)));
        }
      }
    }
    return rows;
  }
}
