package dev.firebucket.api.status;

import java.io.IOException;

/// Control of the running process: port of `/-/reload` and `/-/quit`.
public interface Lifecycle {
  /// Whether HTTP requests may control it: `--web.enable-lifecycle`.
  boolean enabled();

  /// Loads configuration and rules again. If they are invalid, the old ones stay in use.
  ///
  /// @throws IOException with the message of the loader
  void reload() throws IOException;

  /// Ends the process in order, after the answer has been sent.
  void quit();
}
