/// How long samples are kept: [dev.firebucket.storage.retention.RetentionPolicy]. Compaction
/// applies it.
@NullMarked
package dev.firebucket.storage.retention;

import org.jspecify.annotations.NullMarked;
