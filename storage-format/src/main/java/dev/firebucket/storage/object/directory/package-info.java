/// A store in a directory of this machine.
@NullMarked
package dev.firebucket.storage.object.directory;

import org.jspecify.annotations.NullMarked;
