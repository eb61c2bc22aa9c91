/// Fresh samples on their way to the store of a process that runs on.
///
/// [BatchingSampleWriter] turns the many small batches of scrapes, rules and pushes into one object
/// per moment, and keeps them while the store does not answer.
@NullMarked
package dev.firebucket.ingest.writing;

import org.jspecify.annotations.NullMarked;
