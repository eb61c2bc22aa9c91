package dev.firebucket.storage.read;

import java.nio.file.Path;

/// A local samples file in the layout of the samples schema.
///
/// @param path where DuckDB reads it
/// @param firstMillis timestamp of its oldest sample
/// @param lastMillis timestamp of its newest sample
/// @param rows how many samples it holds
public record SampleFile(Path path, long firstMillis, long lastMillis, long rows) {}
