package dev.firebucket.storage.read;

import dev.firebucket.storage.parquet.SamplesFormat;

/// What is known about a samples file before it is fetched or read: from the catalog, its key, the
/// listing and the series files. [Snapshot#open] makes it readable.
///
/// @param key what identifies it: nothing else ever has the same
/// @param address where any reader finds it: a path, or `s3://bucket/key`
/// @param format which columns it has
/// @param firstMillis timestamp of its oldest sample
/// @param lastMillis timestamp of its newest sample
/// @param rows how many samples it holds
/// @param bytes how large the object is
/// @param series which series it holds samples of
/// @param reading what reading the wanted series takes
public record FileOutline(
    String key,
    String address,
    SamplesFormat format,
    long firstMillis,
    long lastMillis,
    long rows,
    long bytes,
    HeldSeries series,
    Reading reading) {

  /// What reading some series of a file takes, whatever a cache may hold of it.
  ///
  /// @param bytes of it, or about, where they are read in place
  /// @param requests to the store; 0 where they are read in place
  public record Reading(long bytes, int requests) {}
}
