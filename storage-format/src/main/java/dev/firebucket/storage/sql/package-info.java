/// SQL over what is stored, for everybody's own questions: views over the files of one snapshot, in
/// which each sample stands once. Needs DuckDB.
///
/// Start with [dev.firebucket.storage.sql.SnapshotViews] and
/// [dev.firebucket.storage.sql.SnapshotDatabase].
@NullMarked
package dev.firebucket.storage.sql;

import org.jspecify.annotations.NullMarked;
