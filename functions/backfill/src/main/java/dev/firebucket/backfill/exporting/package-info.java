/// The samples of a bucket become what Prometheus reads.
///
/// Start with [dev.firebucket.backfill.exporting.Exporter].
@NullMarked
package dev.firebucket.backfill.exporting;

import org.jspecify.annotations.NullMarked;
