package dev.firebucket.ingest.exposition;

import dev.firebucket.storage.model.LabelSet;
import java.util.OptionalLong;

/// An example of what a sample counted, usually a trace.
///
/// @param labels what names the example, such as `trace_id`; may be empty
/// @param value the value observed
/// @param timestampMillis when, in milliseconds since the epoch, where the exposition says so
public record Exemplar(LabelSet labels, double value, OptionalLong timestampMillis) {}
