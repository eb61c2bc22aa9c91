package dev.firebucket.ingest.writing;

import java.time.Duration;

/// The limits of a [GatheringWriter].
///
/// @param firstPause how long to wait after a write that failed; doubled each time
/// @param longestPause how long to wait at most
/// @param keep how long samples wait for a store that refuses, before they are dropped
/// @param samplesKept how many samples wait at most
/// @param samplesPerObject how many samples one object holds, unless a single submission is larger
/// @param writesAtOnce how many objects are written at the same time
/// @param closing how long [GatheringWriter#close()] may take
public record WriterOptions(
    Duration firstPause,
    Duration longestPause,
    Duration keep,
    long samplesKept,
    long samplesPerObject,
    int writesAtOnce,
    Duration closing) {

  /// Ten minutes of patience; as many writes as there are processors, since they encode.
  public static final WriterOptions DEFAULT =
      new WriterOptions(
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          5_000_000,
          1_000_000,
          Math.max(2, Runtime.getRuntime().availableProcessors()),
          Duration.ofMillis(900));

  public WriterOptions {
    if (samplesPerObject < 1 || samplesKept < samplesPerObject || writesAtOnce < 1) {
      throw new IllegalArgumentException(
          "samplesKept must be at least samplesPerObject, and that and writesAtOnce at least 1: "
              + samplesKept
              + ", "
              + samplesPerObject
              + ", "
              + writesAtOnce);
    }
  }

  /// The same with another patience for a store that refuses.
  public WriterOptions keepingFor(Duration other) {
    return new WriterOptions(
        firstPause, longestPause, other, samplesKept, samplesPerObject, writesAtOnce, closing);
  }
}
