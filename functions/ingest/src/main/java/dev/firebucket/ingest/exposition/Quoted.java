package dev.firebucket.ingest.exposition;

import dev.firebucket.go.text.Quote;

/// Pieces of an exposition as error messages show them: quoted as Go does, cut to a length that a
/// page can show.
final class Quoted {
  private static final int LONGEST = 200;

  private Quoted() {}

  /// The bytes from `start` to `end`, quoted; what is longer than 200 bytes keeps its end, where
  /// the error is.
  static String bytes(byte[] buffer, int start, int end) {
    int from = Math.max(start, end - LONGEST);
    return (from > start ? "…" : "") + Quote.bytes(buffer, from, Math.max(from, end));
  }
}
