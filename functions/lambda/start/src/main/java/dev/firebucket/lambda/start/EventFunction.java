package dev.firebucket.lambda.start;

import java.io.IOException;

/// A function that takes events itself: of a timer, a queue or a URL. Named in `META-INF/services`
/// of its module, and made once per environment.
@FunctionalInterface
public interface EventFunction {
  /// Does what an event says.
  ///
  /// @param event JSON
  /// @return the answer, as JSON
  /// @throws IllegalArgumentException when the event means nothing to this function
  /// @throws IOException when it could not be done; Lambda counts it and hands the event over again
  byte[] handle(byte[] event) throws IOException, InterruptedException;
}
