/// Everything in one process: the command line, and `up` with its timers. Begin at
/// [dev.firebucket.local.Main].
@NullMarked
package dev.firebucket.local;

import org.jspecify.annotations.NullMarked;
