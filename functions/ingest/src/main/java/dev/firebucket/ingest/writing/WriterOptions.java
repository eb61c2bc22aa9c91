package dev.firebucket.ingest.writing;

import java.time.Duration;

/// How a [BatchingSampleWriter] gathers and how long it holds out.
///
/// @param gather how long after the first batch others may join it
/// @param firstPause how long to wait after a write that failed; doubled each time
/// @param longestPause how long to wait at most
/// @param keep how long samples wait for a store that refuses, before they are dropped
/// @param samplesKept how many samples wait at most, before the oldest are dropped
/// @param samplesPerObject how many samples one object holds, unless a single batch is larger
/// @param closing how long [BatchingSampleWriter#close()] may take
public record WriterOptions(
    Duration gather,
    Duration firstPause,
    Duration longestPause,
    Duration keep,
    long samplesKept,
    long samplesPerObject,
    Duration closing) {

  /// Visible within a second, ten minutes of patience.
  public static final WriterOptions DEFAULT =
      new WriterOptions(
          Duration.ofMillis(200),
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          5_000_000,
          1_000_000,
          Duration.ofMillis(900));

  public WriterOptions {
    if (samplesPerObject < 1 || samplesKept < samplesPerObject) {
      throw new IllegalArgumentException(
          "samplesKept must be at least samplesPerObject, and that at least 1: "
              + samplesKept
              + ", "
              + samplesPerObject);
    }
  }

  /// The same for a process that hands over all that belongs together at once.
  public WriterOptions withoutGathering() {
    return new WriterOptions(
        Duration.ZERO, firstPause, longestPause, keep, samplesKept, samplesPerObject, closing);
  }

  /// The same with another patience for a store that refuses.
  public WriterOptions keepingFor(Duration other) {
    return new WriterOptions(
        gather, firstPause, longestPause, other, samplesKept, samplesPerObject, closing);
  }
}
