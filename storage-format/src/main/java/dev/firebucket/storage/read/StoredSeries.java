package dev.firebucket.storage.read;

import dev.firebucket.storage.model.LabelSet;

/// A series with samples in the store.
///
/// @param id the `series_id` of the samples files, an unsigned 64-bit number
/// @param labels its labels, with the metric name
/// @param arrival how many series the reader's process had seen before: of two series in one
///   process the earlier one has the lower number
public record StoredSeries(long id, LabelSet labels, int arrival) {}
