package dev.firebucket.storage.read;

import dev.firebucket.storage.parquet.SamplesFormat;
import java.nio.file.Path;

/// Samples of a [BucketView] that no store has yet, as a file of this machine.
///
/// @param path of the file, which is its key too
/// @param firstMillis timestamp of its oldest sample
/// @param lastMillis timestamp of its newest sample
/// @param rows how many samples it holds
/// @param bytes how large it is
/// @param series which series it holds samples of
record UnstoredFile(
    Path path, long firstMillis, long lastMillis, long rows, long bytes, FileSeries series) {
  FileOutline outline() {
    return new FileOutline(
        path.toString(),
        path.toString(),
        SamplesFormat.CURRENT,
        firstMillis,
        lastMillis,
        rows,
        bytes,
        series,
        new FileOutline.Reading(bytes, 0));
  }

  boolean overlaps(long fromMillis, long toMillis) {
    return firstMillis <= toMillis && lastMillis >= fromMillis;
  }
}
