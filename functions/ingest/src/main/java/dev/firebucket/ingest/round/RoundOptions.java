package dev.firebucket.ingest.round;

import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.ingest.scrape.ExpositionSource;
import dev.firebucket.ingest.scrape.LocalExposition;
import dev.firebucket.ingest.scrape.RunLimits;
import dev.firebucket.ingest.scrape.TargetFetcher;
import java.util.List;

/// How rounds of scrapes work.
///
/// @param concurrency how many targets of one round are scraped at the same time
/// @param userAgent names this program to the targets
/// @param local expositions that this process makes itself
/// @param counters count what all rounds with these options do
/// @param limits of the process that they run in
/// @param memory for what targets answer
public record RoundOptions(
    int concurrency,
    String userAgent,
    List<LocalExposition> local,
    ScrapeCounters counters,
    RunLimits limits,
    ByteBudget memory) {
  public RoundOptions {
    local = List.copyOf(local);
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency must be at least 1: " + concurrency);
    }
  }

  /// As many at a time as a function with a gigabyte can hold.
  public static RoundOptions of(String userAgent) {
    return new RoundOptions(
        64, userAgent, List.of(), new ScrapeCounters(), RunLimits.NONE, ByteBudget.ofHeap());
  }

  /// Asks targets over HTTP.
  ///
  /// @param clients makes the client of each job; stays open
  public ExpositionSource source(HttpClientFactory clients) {
    return new TargetFetcher(clients, userAgent, local, limits, memory);
  }

  /// The same with expositions that this process makes itself.
  public RoundOptions with(LocalExposition... expositions) {
    return new RoundOptions(concurrency, userAgent, List.of(expositions), counters, limits, memory);
  }

  /// The same in a process that something ends from outside.
  public RoundOptions within(RunLimits others) {
    return new RoundOptions(concurrency, userAgent, local, counters, others, memory);
  }

  /// The same where others hold memory as well.
  public RoundOptions sharing(ByteBudget other) {
    return new RoundOptions(concurrency, userAgent, local, counters, limits, other);
  }
}
