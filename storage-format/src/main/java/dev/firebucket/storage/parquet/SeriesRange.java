package dev.firebucket.storage.parquet;

/// The series between two, in the order of files, both included.
///
/// @param least the first
/// @param greatest the last
public record SeriesRange(SeriesKey least, SeriesKey greatest) {
  /// @throws IllegalArgumentException when the last comes before the first
  public SeriesRange {
    if (least.compareTo(greatest) > 0) {
      throw new IllegalArgumentException("no series lies between " + least + " and " + greatest);
    }
  }

  /// Whether any series may lie in both.
  public boolean overlaps(SeriesRange other) {
    return least.compareTo(other.greatest) <= 0 && other.least.compareTo(greatest) <= 0;
  }

  public boolean contains(SeriesKey series) {
    return least.compareTo(series) <= 0 && series.compareTo(greatest) <= 0;
  }

  /// Whether any series of a metric may lie in it.
  public boolean mayHold(String metric) {
    return SeriesKey.compareMetrics(least.metric(), metric) <= 0
        && SeriesKey.compareMetrics(metric, greatest.metric()) <= 0;
  }

  /// What is left of it from a series on.
  public SeriesRange from(SeriesKey series) {
    return new SeriesRange(series, greatest);
  }
}
