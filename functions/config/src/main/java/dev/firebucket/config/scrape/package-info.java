/// A scrape job as the user wrote it, with the global settings filled in (`scrape_config` of
/// Prometheus 3.14).
///
/// Start at [dev.firebucket.config.scrape.ScrapeConfig].
@NullMarked
package dev.firebucket.config.scrape;

import org.jspecify.annotations.NullMarked;
