/// What a process says of itself: Prometheus' names where the meaning is the same, `firebucket_`
/// else.
///
/// A service counts and describes its counts as a [dev.firebucket.config.metrics.MetricSource]. A
/// server shows all sources at `/metrics`; a function, which nobody can scrape, writes them into
/// the bucket with [dev.firebucket.config.metrics.OwnSamples].
@NullMarked
package dev.firebucket.config.metrics;

import org.jspecify.annotations.NullMarked;
