/// Folders for what is needed for a while.
@NullMarked
package dev.firebucket.storage.scratch;

import org.jspecify.annotations.NullMarked;
