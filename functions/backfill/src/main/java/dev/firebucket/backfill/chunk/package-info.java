/// The chunks of Prometheus' TSDB: some samples of one series, a few bits each
/// (`tsdb/docs/format/chunks.md` of prometheus/prometheus).
///
/// Start with [dev.firebucket.backfill.chunk.ChunkEncoding].
@NullMarked
package dev.firebucket.backfill.chunk;

import org.jspecify.annotations.NullMarked;
