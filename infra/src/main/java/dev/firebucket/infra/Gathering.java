package dev.firebucket.infra;

import java.time.Duration;

/// How remote write of many senders is gathered: the push function answers when a queue holds a
/// request, and is fired with all that came within a window.
///
/// On by default: without it each request of each sender is an object, which is put, listed and
/// read until it is compacted, and the PUTs of 1 M series cost eighty times as much. Ten seconds
/// are less than what a dashboard's refresh hides, and a sender that is alone does not wait for
/// them (`QueueBeforeStore` of `ingest`).
///
/// @param window how long requests are gathered, whole seconds; zero for not at all
record Gathering(Duration window) {
  private static final Duration WINDOW = Duration.ofSeconds(10);

  /// The longest window of an event source mapping.
  private static final Duration LONGEST = Duration.ofMinutes(5);

  Gathering {
    ContextParameters.require(
        window.compareTo(LONGEST) <= 0 && window.toMillis() % 1000 == 0,
        "remoteWriteGathering",
        ContextParameters.written(window),
        "1s to 300s in whole seconds, or 0 to store each request at once");
  }

  static Gathering of(ContextParameters parameters) {
    return new Gathering(parameters.duration("remoteWriteGathering", WINDOW));
  }

  boolean isOn() {
    return !window.isZero();
  }
}
