/// Native histograms: what can be computed of one or two of them. No grids, no labels, no I/O in
/// here.
///
/// A [dev.firebucket.storage.model.FloatHistogram] is immutable; sums and differences are made in a
/// [dev.firebucket.query.histogram.WorkingHistogram], which holds its buckets by index
/// ([dev.firebucket.query.histogram.Buckets]). What reads buckets with their bounds does so by
/// [dev.firebucket.query.histogram.BucketCursor]. The arithmetic is that of Prometheus 3.14,
/// operation by operation (`model/histogram/float_histogram.go`, `promql/quantile.go`).
@NullMarked
package dev.firebucket.query.histogram;

import org.jspecify.annotations.NullMarked;
