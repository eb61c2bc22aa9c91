package dev.firebucket.storage.read;

/// Samples of a [BucketView] that no store has yet, as a file of this machine.
///
/// @param file for the scan
/// @param series the same that the file names
/// @param bytes how large it is
record UnstoredFile(SampleFile file, FileSeries series, long bytes) {
  FileOutline outline() {
    return new FileOutline(
        file.path().toString(),
        file.firstMillis(),
        file.lastMillis(),
        file.rows(),
        bytes,
        file.series());
  }

  boolean overlaps(long fromMillis, long toMillis) {
    return file.firstMillis() <= toMillis && file.lastMillis() >= fromMillis;
  }
}
