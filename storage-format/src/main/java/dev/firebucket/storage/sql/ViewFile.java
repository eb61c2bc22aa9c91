package dev.firebucket.storage.sql;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.read.LocalCopy;
import dev.firebucket.storage.read.StoredFile;
import org.jspecify.annotations.Nullable;

/// A file of a snapshot under the name by which SQL reads it.
///
/// @param file the object
/// @param samples path or URL of the samples file
/// @param series path or URL of the series file; null where there is none
record ViewFile(StoredFile file, String samples, @Nullable String series) {
  static ViewFile of(LocalCopy copy) {
    return new ViewFile(
        copy.file(),
        copy.samples().toString(),
        copy.series() == null ? null : copy.series().toString());
  }

  /// @param location of the store: a folder or `s3://bucket/prefix`
  static ViewFile in(String location, StoredFile file) {
    String folder = location.endsWith("/") ? location : location + "/";
    return new ViewFile(
        file,
        folder + file.key(),
        file.compacted() ? folder + StorageLayout.seriesKey(file.key()) : null);
  }
}
