/// Merges fresh objects into files by day, and files into bigger ones.
///
/// Start with [dev.firebucket.storage.compaction.Compactor]; what it does next is decided by
/// [dev.firebucket.storage.compaction.CompactionPlanner].
@NullMarked
package dev.firebucket.storage.compaction;

import org.jspecify.annotations.NullMarked;
