package dev.firebucket.local.up;

import dev.firebucket.api.status.RuntimeInfo;
import dev.firebucket.api.status.ServerStatus;
import jakarta.inject.Singleton;
import java.util.Map;

/// What this process runs with.
@Singleton
public class LocalServerStatus implements ServerStatus {
  @Override
  public String configYaml() {
    return Running.services().config().shown();
  }

  @Override
  public Map<String, String> flags() {
    return Running.services().settings().flags();
  }

  @Override
  public RuntimeInfo runtimeInfo() {
    LocalServices services = Running.services();
    ReloadableConfig config = services.config();
    return new RuntimeInfo(services.started(), config.lastReloadSuccessful(), config.loadedAt());
  }
}
