/// Typical queries on made-up data, run before a server's first real ones: the Java machine
/// compiles what runs often, and until then it is slow.
@NullMarked
package dev.firebucket.query.warmup;

import org.jspecify.annotations.NullMarked;
