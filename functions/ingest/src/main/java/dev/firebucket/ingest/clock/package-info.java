/// The driver of a process that stays: each target at its own moments within its interval, on its
/// own thread, so that a slow target does not delay the others.
///
/// Start at [ScrapeClock]. A [TargetLoop] starts a [dev.firebucket.ingest.round.ScrapeRound] of its
/// one target.
@NullMarked
package dev.firebucket.ingest.clock;

import org.jspecify.annotations.NullMarked;
