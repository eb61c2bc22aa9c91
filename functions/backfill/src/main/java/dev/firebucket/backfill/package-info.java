/// The way in and the way out: what Prometheus or a file has becomes samples of a bucket, and back.
///
/// Start with [dev.firebucket.backfill.importing.Importer] and
/// [dev.firebucket.backfill.exporting.Exporter].
@NullMarked
package dev.firebucket.backfill;

import org.jspecify.annotations.NullMarked;
