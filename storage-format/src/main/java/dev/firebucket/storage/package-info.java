/// The storage format: samples become Parquet objects, a catalog says which count, and compaction
/// merges them.
///
/// Start with [dev.firebucket.storage.Bucket], which opens all of it.
@NullMarked
package dev.firebucket.storage;

import org.jspecify.annotations.NullMarked;
