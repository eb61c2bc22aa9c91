package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.LabelsJson;
import dev.firebucket.storage.model.SeriesId;
import java.nio.charset.StandardCharsets;

/// A label set with what its columns say of it.
///
/// @param labelSet all labels, with the metric name
/// @param key how files name it
record EncodedSeries(LabelSet labelSet, SeriesName key) implements Comparable<EncodedSeries> {
  /// @param metric its name in UTF-8
  static EncodedSeries of(LabelSet labels, byte[] metric) {
    byte[] json = LabelsJson.write(labels).getBytes(StandardCharsets.UTF_8);
    return new EncodedSeries(labels, new SeriesName(metric, json, SeriesId.of(metric, json)));
  }

  /// The order of the file.
  @Override
  public int compareTo(EncodedSeries other) {
    return key.compareTo(other.key);
  }
}
