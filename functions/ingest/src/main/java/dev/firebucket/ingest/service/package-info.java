/// Scraping as a function does it: all targets of a shard at one moment, one object, and a report.
///
/// Start at [ScrapeService].
@NullMarked
package dev.firebucket.ingest.service;

import org.jspecify.annotations.NullMarked;
