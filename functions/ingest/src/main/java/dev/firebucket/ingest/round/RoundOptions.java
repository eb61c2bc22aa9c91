package dev.firebucket.ingest.round;

/// How rounds of scrapes work.
///
/// @param concurrency how many targets of one round are scraped at the same time
/// @param userAgent names this program to the targets
public record RoundOptions(int concurrency, String userAgent) {
  public RoundOptions {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency must be at least 1: " + concurrency);
    }
  }

  /// As many at a time as a function with a gigabyte can hold.
  public static RoundOptions of(String userAgent) {
    return new RoundOptions(64, userAgent);
  }
}
