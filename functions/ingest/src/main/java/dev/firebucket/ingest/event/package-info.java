/// The driver of a function: all targets of a shard that are due at the planned time of an event,
/// with a memory that lives in the bucket.
///
/// Start at [ScrapeEvents].
@NullMarked
package dev.firebucket.ingest.event;

import org.jspecify.annotations.NullMarked;
