/// The text formats in which targets expose their metrics: Prometheus text (0.0.4 and 1.0.0 with
/// quoted UTF-8 names) and OpenMetrics 1.0.
///
/// Start at [ExpositionParser]: it walks over the raw bytes of one exposition and answers one
/// [Entry] at a time, with no object per line. [SeriesTable] remembers the series of a target by
/// their raw bytes, so that a scrape that repeats the last one neither lexes labels nor makes
/// strings. What is accepted is what Prometheus 3.14 accepts
/// (<https://prometheus.io/docs/instrumenting/exposition_formats/>).
@NullMarked
package dev.firebucket.ingest.exposition;

import org.jspecify.annotations.NullMarked;
