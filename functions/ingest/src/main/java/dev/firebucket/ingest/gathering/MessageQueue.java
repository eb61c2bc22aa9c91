package dev.firebucket.ingest.gathering;

import java.io.IOException;

/// A durable queue that hands each message over at least once, in any order.
@FunctionalInterface
public interface MessageQueue {
  /// Sends a message. When this returns it is durable.
  ///
  /// @param body of ASCII characters
  /// @throws IOException when the queue does not take it, or does not say so
  void send(String body) throws IOException;
}
