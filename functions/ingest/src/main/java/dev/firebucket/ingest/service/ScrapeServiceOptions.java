package dev.firebucket.ingest.service;

import java.time.Duration;

/// How a [ScrapeService] works.
///
/// @param concurrency how many targets are scraped at the same time
/// @param userAgent names this program to the targets
/// @param writeAttempts how often a refused object is written
/// @param writePause how long to wait between two attempts
public record ScrapeServiceOptions(
    int concurrency, String userAgent, int writeAttempts, Duration writePause) {
  public static final ScrapeServiceOptions DEFAULT =
      new ScrapeServiceOptions(64, "Firebucket", 3, Duration.ofMillis(300));

  public ScrapeServiceOptions {
    if (concurrency < 1 || writeAttempts < 1) {
      throw new IllegalArgumentException(
          "concurrency and writeAttempts must be at least 1: "
              + concurrency
              + ", "
              + writeAttempts);
    }
  }
}
