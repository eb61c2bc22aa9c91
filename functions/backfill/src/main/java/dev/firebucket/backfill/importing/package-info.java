/// Samples from elsewhere become samples of a bucket.
///
/// Start with [dev.firebucket.backfill.importing.Importer].
@NullMarked
package dev.firebucket.backfill.importing;

import org.jspecify.annotations.NullMarked;
