/// What one scraping function leaves in the bucket for the next: which series of which targets were
/// seen, so that they can be marked stale.
///
/// Start at [ShardMemoryStore].
@NullMarked
package dev.firebucket.ingest.memory;

import org.jspecify.annotations.NullMarked;
