package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.LabelsJson;
import dev.firebucket.storage.model.SeriesId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A series as it is written to its columns.
///
/// @param labelSet all labels, with the metric name
/// @param metric UTF-8
/// @param labels canonical JSON of the others, UTF-8
/// @param id unsigned
record EncodedSeries(LabelSet labelSet, byte[] metric, byte[] labels, long id)
    implements Comparable<EncodedSeries> {
  static EncodedSeries of(LabelSet labels) {
    byte[] metric = labels.metricName().getBytes(StandardCharsets.UTF_8);
    byte[] json = LabelsJson.write(labels).getBytes(StandardCharsets.UTF_8);
    return new EncodedSeries(labels, metric, json, SeriesId.of(metric, json));
  }

  /// The order of the file.
  @Override
  public int compareTo(EncodedSeries other) {
    int order = Arrays.compareUnsigned(metric, other.metric);
    return order != 0 ? order : Long.compareUnsigned(id, other.id);
  }
}
