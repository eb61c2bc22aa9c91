package dev.firebucket.storage.read;

import dev.firebucket.storage.parquet.SamplesFormat;
import java.nio.file.Path;
import java.util.List;

/// A local samples file in the layout of the samples schema.
///
/// @param path where DuckDB reads it
/// @param format which columns it has
/// @param firstMillis timestamp of its oldest sample
/// @param lastMillis timestamp of its newest sample
/// @param rows how many samples it holds
/// @param series which series it holds samples of
public record SampleFile(
    Path path,
    SamplesFormat format,
    long firstMillis,
    long lastMillis,
    long rows,
    HeldSeries series) {

  /// The series of a file.
  public interface HeldSeries {
    /// How many there are.
    int count();

    /// Whether a series is among them.
    ///
    /// @param arrival of a [StoredSeries] of the same reader
    boolean contains(int arrival);

    /// All of them, in any order.
    List<StoredSeries> all();
  }
}
