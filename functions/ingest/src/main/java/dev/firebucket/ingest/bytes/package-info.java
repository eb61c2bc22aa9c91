/// Bytes that others sent: decoded within bounds, and hashed so that nobody can choose which of
/// them collide.
@NullMarked
package dev.firebucket.ingest.bytes;

import org.jspecify.annotations.NullMarked;
