package dev.firebucket.storage.parquet;

import java.util.List;

/// A samples file in memory, and what its key says about it.
///
/// @param bytes the Parquet file
/// @param firstMillis timestamp of its oldest sample
/// @param lastMillis timestamp of its newest sample
/// @param rows how many samples it holds
/// @param series its series, in the order of the batch
public record SamplesFile(
    byte[] bytes, long firstMillis, long lastMillis, long rows, List<SeriesSpan> series) {}
