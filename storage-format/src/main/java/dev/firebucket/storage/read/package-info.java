/// How queries see the store: a fixed set of files, and their series.
///
/// Start with [dev.firebucket.storage.read.BucketReader]; what it returns is a
/// [dev.firebucket.storage.read.Snapshot].
@NullMarked
package dev.firebucket.storage.read;

import org.jspecify.annotations.NullMarked;
