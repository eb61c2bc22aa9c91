/// What names of metrics and labels may look like, and how they are asked for.
@NullMarked
package dev.firebucket.config.names;

import org.jspecify.annotations.NullMarked;
