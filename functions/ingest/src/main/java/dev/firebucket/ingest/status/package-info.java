/// What the API shows of targets: how each of them is, what it exposes, what relabelling dropped.
///
/// Start at [TargetStatus].
@NullMarked
package dev.firebucket.ingest.status;

import org.jspecify.annotations.NullMarked;
