package dev.firebucket.storage.parquet;

import dev.firebucket.storage.model.LabelSet;

/// A series as one file holds it.
///
/// @param id the `series_id`, unsigned
/// @param labels its labels, with the metric name
/// @param firstMillis timestamp of its oldest sample in the file
/// @param lastMillis timestamp of its newest sample in the file
public record SeriesSpan(long id, LabelSet labels, long firstMillis, long lastMillis) {}
