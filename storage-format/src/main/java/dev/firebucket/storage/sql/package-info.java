/// Users' own SQL over the stored samples: views over the files of one snapshot, in which each
/// sample is one row. Needs DuckDB.
///
/// Start with [dev.firebucket.storage.sql.SnapshotViews] and
/// [dev.firebucket.storage.sql.SnapshotDatabase].
@NullMarked
package dev.firebucket.storage.sql;

import org.jspecify.annotations.NullMarked;
