/// One class per command of the command line.
@NullMarked
package dev.firebucket.local.command;

import org.jspecify.annotations.NullMarked;
