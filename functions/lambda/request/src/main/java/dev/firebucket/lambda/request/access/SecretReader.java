package dev.firebucket.lambda.request.access;

import java.io.IOException;

/// Reads a secret where it is kept.
@FunctionalInterface
public interface SecretReader {
  /// What it holds now.
  ///
  /// @throws IOException when it cannot be read; the message names it and says why
  String read() throws IOException;
}
