/// How much memory a process gives to what others send it.
@NullMarked
package dev.firebucket.config.memory;

import org.jspecify.annotations.NullMarked;
