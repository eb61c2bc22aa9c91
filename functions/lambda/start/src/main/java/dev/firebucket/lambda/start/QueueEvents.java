package dev.firebucket.lambda.start;

import java.io.IOException;

/// What a function behind a URL does with messages of a queue: a bean, which [UrlAndQueueHandler]
/// asks for.
@FunctionalInterface
public interface QueueEvents {
  /// Takes messages.
  ///
  /// @param envelope in which Lambda hands them over: `{"Records":[…]}`
  /// @return Lambda's answer
  /// @throws IOException when the invocation failed and all messages are to come again
  byte[] take(byte[] envelope) throws IOException;
}
