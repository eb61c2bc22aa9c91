package dev.firebucket.query.functions;

/// What an instant selector takes of a sample: its value, or one of its times.
public enum SampleReading {
  /// The number or the histogram.
  VALUE,
  /// Its time in seconds.
  TIME,
  /// Since when it counts, in seconds.
  START,
  /// The time of a number in milliseconds; a histogram itself.
  FLOAT_TIME
}
