package dev.firebucket.storage.read;

import java.util.List;

/// The series of a file. Of a file of a bucket only those may be known that the snapshot was asked
/// for.
public interface HeldSeries {
  /// How many the file has.
  int count();

  /// Whether a series is among them.
  ///
  /// @param arrival of a [StoredSeries] of the same reader
  boolean contains(int arrival);

  /// All that are known, in any order.
  List<StoredSeries> all();
}
