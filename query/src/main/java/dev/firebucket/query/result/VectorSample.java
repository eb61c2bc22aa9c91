package dev.firebucket.query.result;

import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import org.jspecify.annotations.Nullable;

/// One element of an instant vector.
///
/// @param labels of the series
/// @param timestampMillis of the evaluation
/// @param value 0 where it is a histogram
/// @param histogram null where it is a float
public record VectorSample(
    LabelSet labels, long timestampMillis, double value, @Nullable FloatHistogram histogram) {}
