package dev.firebucket.storage.read;

/// What is known about a samples file before it is downloaded or read: from the catalog, its key
/// and the listing.
///
/// @param address where any reader finds it: a path, or `s3://bucket/key`
/// @param firstMillis timestamp of its oldest sample
/// @param lastMillis timestamp of its newest sample
/// @param rows how many samples it holds
/// @param bytes how large the object is
/// @param series which series it holds samples of
public record FileOutline(
    String address,
    long firstMillis,
    long lastMillis,
    long rows,
    long bytes,
    SampleFile.HeldSeries series) {}
