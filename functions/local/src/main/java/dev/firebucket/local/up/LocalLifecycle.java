package dev.firebucket.local.up;

import dev.firebucket.api.status.Lifecycle;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;

/// Reload and quit of this process.
final class LocalLifecycle implements Lifecycle {
  private final boolean enabled;
  private final ReloadableConfig config;

  LocalLifecycle(boolean enabled, ReloadableConfig config) {
    this.enabled = enabled;
    this.config = config;
  }

  @Override
  public boolean enabled() {
    return enabled;
  }

  @Override
  public void reload() throws IOException {
    config.reload();
  }

  @Override
  public void quit() {
    Quarkus.asyncExit(0);
  }
}
