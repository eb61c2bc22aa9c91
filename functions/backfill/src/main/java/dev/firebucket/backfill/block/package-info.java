/// Blocks of Prometheus' TSDB, read and written as they lie on disk.
///
/// Start with [dev.firebucket.backfill.block.TsdbBlock] (reading) and
/// [dev.firebucket.backfill.block.BlockWriter].
@NullMarked
package dev.firebucket.backfill.block;

import org.jspecify.annotations.NullMarked;
