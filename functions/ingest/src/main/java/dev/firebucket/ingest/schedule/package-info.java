/// Scraping as a process that runs on does it: every target on its own interval and offset.
///
/// Start at [ScrapeManager]: it takes a configuration, keeps a [ScrapePool] per job and a
/// [TargetLoop] per target, and shows their [TargetStatus]. Time comes from a [ScrapeTimer].
@NullMarked
package dev.firebucket.ingest.schedule;

import org.jspecify.annotations.NullMarked;
