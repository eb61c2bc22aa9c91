package dev.firebucket.ingest.round;

import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.scrape.TargetScraper;
import dev.firebucket.ingest.target.Target;
import org.jspecify.annotations.Nullable;

/// A target and what it takes to scrape it.
///
/// @param scraper of its job
/// @param memory what its last scrape left; changed by each scrape
/// @param forcedError why it must not be scraped, such as `target_limit`; null else
public record ScrapeTask(
    Target target, TargetScraper scraper, TargetMemory memory, @Nullable String forcedError) {}
