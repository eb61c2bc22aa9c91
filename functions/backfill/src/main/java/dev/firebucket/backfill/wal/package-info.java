/// Prometheus' write-ahead log (`tsdb/docs/format/wal.md`): the newest hours, which no block has
/// yet.
///
/// Start with [dev.firebucket.backfill.wal.HeadLog].
@NullMarked
package dev.firebucket.backfill.wal;

import org.jspecify.annotations.NullMarked;
