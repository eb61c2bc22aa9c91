package dev.firebucket.storage.read;

import java.util.BitSet;

/// The series of a file as a snapshot asks for them, by their numbers in a [SeriesIndex].
interface KnownSeries extends HeldSeries {
  /// Adds the series with samples in a range to a set; for a file that covers a short time, all.
  void addTo(BitSet set, long fromMillis, long toMillis);

  /// Whether it has any series of a set.
  boolean holdsAny(BitSet set);
}
