package dev.firebucket.local.up;

import dev.firebucket.api.status.Lifecycle;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Singleton;
import java.io.IOException;

/// Reload and quit of this process.
@Singleton
public class LocalLifecycle implements Lifecycle {
  @Override
  public boolean enabled() {
    return Running.services().settings().lifecycle();
  }

  @Override
  public void reload() throws IOException {
    Running.services().config().reload();
  }

  @Override
  public void quit() {
    Quarkus.asyncExit(0);
  }
}
