package dev.firebucket.storage.read;

import java.util.BitSet;
import java.util.List;

/// Parts of a series file: those that were needed.
///
/// @param count how many series the whole file has
record PartedSeries(int count, List<FileSeries> parts) implements KnownSeries {
  /// No series.
  static final PartedSeries NONE = new PartedSeries(0, List.of());

  PartedSeries {
    parts = List.copyOf(parts);
  }

  @Override
  public void addTo(BitSet set, long fromMillis, long toMillis) {
    parts.forEach(part -> part.addTo(set, fromMillis, toMillis));
  }

  @Override
  public boolean holdsAny(BitSet set) {
    return parts.stream().anyMatch(part -> part.holdsAny(set));
  }

  @Override
  public boolean contains(int arrival) {
    return parts.stream().anyMatch(part -> part.contains(arrival));
  }

  @Override
  public List<StoredSeries> all() {
    return parts.stream().flatMap(part -> part.all().stream()).toList();
  }
}
