/// Fresh samples: one object per write, never changed, listed by readers, consumed by compaction.
///
/// Start with [dev.firebucket.storage.tail.TailSampleWriter] and
/// [dev.firebucket.storage.tail.TailKey].
@NullMarked
package dev.firebucket.storage.tail;

import org.jspecify.annotations.NullMarked;
