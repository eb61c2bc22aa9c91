package dev.firebucket.lambda.query;

import dev.firebucket.api.status.Lifecycle;

/// A function is started, reloaded and ended by AWS alone: `/-/reload` and `/-/quit` are refused.
final class FunctionLifecycle implements Lifecycle {
  @Override
  public boolean enabled() {
    return false;
  }

  @Override
  public void reload() {
    throw new UnsupportedOperationException("a function looks for a new configuration by itself");
  }

  @Override
  public void quit() {
    throw new UnsupportedOperationException("a function is ended by AWS");
  }
}
