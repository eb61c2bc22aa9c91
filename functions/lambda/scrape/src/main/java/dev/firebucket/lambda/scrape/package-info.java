/// The function that a timer fires each minute: scrape the targets of a shard, store them as one
/// object.
///
/// Start at [dev.firebucket.lambda.scrape.ScrapeFunction].
@NullMarked
package dev.firebucket.lambda.scrape;

import org.jspecify.annotations.NullMarked;
