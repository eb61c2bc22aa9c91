/// One scrape of one target: request, answer, samples, report.
///
/// Start at [TargetScraper]. It asks [TargetFetcher] for the body, lets [ScrapeReader] turn it into
/// samples with the labels of [SampleLabels], and adds the report series (`up`, `scrape_*`). What
/// the next scrape must know (series to mark stale, timestamps, metadata) is the [TargetMemory].
@NullMarked
package dev.firebucket.ingest.scrape;

import org.jspecify.annotations.NullMarked;
