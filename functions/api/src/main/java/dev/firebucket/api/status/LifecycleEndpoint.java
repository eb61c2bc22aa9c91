package dev.firebucket.api.status;

import dev.firebucket.api.answer.ApiAnswer;
import java.io.IOException;

/// `/-/reload` and `/-/quit`, with `--web.enable-lifecycle`.
public final class LifecycleEndpoint {
  private final Lifecycle lifecycle;

  public LifecycleEndpoint(Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  /// `/-/reload`.
  public ApiAnswer reload() {
    if (!lifecycle.enabled()) {
      return disabled();
    }
    try {
      lifecycle.reload();
      return ApiAnswer.empty(200);
    } catch (IOException e) {
      return ApiAnswer.plain(500, "failed to reload config: " + e.getMessage() + "\n");
    }
  }

  /// `/-/quit`.
  public ApiAnswer quit() {
    if (!lifecycle.enabled()) {
      return disabled();
    }
    lifecycle.quit();
    return ApiAnswer.plain(200, "Requesting termination... Goodbye!");
  }

  /// What does not change anything.
  public static ApiAnswer onlyPostOrPut() {
    return ApiAnswer.plain(405, "Only POST or PUT requests allowed");
  }

  private static ApiAnswer disabled() {
    return ApiAnswer.plain(403, "Lifecycle API is not enabled.");
  }
}
