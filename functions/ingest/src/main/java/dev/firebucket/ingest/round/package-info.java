/// One round of scrapes: these targets, planned for this time, with this memory, into this writer.
///
/// Two drivers start rounds: [dev.firebucket.ingest.clock] in a process that stays,
/// [dev.firebucket.ingest.event] in a function that a timer fires. Start at [ScrapeRound].
@NullMarked
package dev.firebucket.ingest.round;

import org.jspecify.annotations.NullMarked;
