package dev.firebucket.storage.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What samples files are sorted by: the name of the metric as UTF-8 bytes, then the id.
///
/// @param metric name, empty for none
/// @param id the `series_id`, unsigned
public record SeriesKey(String metric, long id) implements Comparable<SeriesKey> {
  /// Behind every series: no name begins with a later character.
  public static final SeriesKey LAST =
      new SeriesKey(Character.toString(Character.MAX_CODE_POINT), -1);

  @Override
  public int compareTo(SeriesKey other) {
    int order = compareMetrics(metric, other.metric);
    return order != 0 ? order : Long.compareUnsigned(id, other.id);
  }

  /// The order of names of metrics in files.
  public static int compareMetrics(String one, String other) {
    return one.equals(other)
        ? 0
        : Arrays.compareUnsigned(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
