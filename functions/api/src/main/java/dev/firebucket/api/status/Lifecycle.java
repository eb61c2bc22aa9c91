package dev.firebucket.api.status;

import java.io.IOException;

/// What may be asked of the running process: port of `/-/reload` and `/-/quit`.
public interface Lifecycle {
  /// Whether it may be asked over HTTP: `--web.enable-lifecycle`.
  boolean enabled();

  /// Loads configuration and rules anew. When they are wrong the old ones stay.
  ///
  /// @throws IOException with the message of the loader
  void reload() throws IOException;

  /// Ends the process in order, after the answer has been sent.
  void quit();
}
