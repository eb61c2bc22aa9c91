/// Paths and patterns of paths in a configuration.
@NullMarked
package dev.firebucket.config.files;

import org.jspecify.annotations.NullMarked;
