package dev.firebucket.lambda.scrape;

import dev.firebucket.ingest.event.PlannedRound;
import java.util.Locale;

/// A run as the body of a message; [ScrapeEventReader] reads it.
final class RunMessage {
  private RunMessage() {}

  static String of(PlannedRound round) {
    return String.format(
        Locale.ROOT,
        "{\"shard\":%d,\"shards\":%d,\"planned\":\"%s\",\"interval\":%d}",
        round.shard(),
        round.shards(),
        round.planned(),
        round.tick().toSeconds());
  }
}
