/// The one way of a process into `tail/`: what scrapes, rules and remote write hand over within a
/// moment becomes one object.
///
/// Start at [GatheringWriter]; a [WritePolicy] says what happens while the store does not answer.
@NullMarked
package dev.firebucket.ingest.writing;

import org.jspecify.annotations.NullMarked;
