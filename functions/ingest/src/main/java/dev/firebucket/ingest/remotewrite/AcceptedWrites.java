package dev.firebucket.ingest.remotewrite;

import java.io.IOException;

/// What makes requests durable that were decoded and found right: a store, or a queue before it.
/// Safe for use by several threads.
@FunctionalInterface
public interface AcceptedWrites {
  /// Takes a request. When this returns, its samples are durable, though perhaps not visible yet.
  ///
  /// @throws IOException when nothing is promised of them; the sender may try again
  void take(AcceptedWrite write) throws IOException;
}
