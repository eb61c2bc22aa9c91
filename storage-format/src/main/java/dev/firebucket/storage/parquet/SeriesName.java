package dev.firebucket.storage.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A series as the columns of a file name it. Names sort as files do: by name, id and labels.
///
/// @param metric UTF-8
/// @param labels canonical JSON of the other labels, UTF-8
/// @param id unsigned
public record SeriesName(byte[] metric, byte[] labels, long id) implements Comparable<SeriesName> {
  /// What files are sorted by.
  public SeriesKey key() {
    return new SeriesKey(new String(metric, StandardCharsets.UTF_8), id);
  }

  /// Labels decide only where two label sets share an id.
  @Override
  public int compareTo(SeriesName other) {
    // At once where they share the bytes, as series of one metric often do.
    int order = Arrays.compareUnsigned(metric, other.metric);
    if (order != 0) {
      return order;
    }
    return id != other.id
        ? Long.compareUnsigned(id, other.id)
        : Arrays.compareUnsigned(labels, other.labels);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof SeriesName that
            && id == that.id
            && Arrays.equals(labels, that.labels)
            && Arrays.equals(metric, that.metric));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(id);
  }
}
