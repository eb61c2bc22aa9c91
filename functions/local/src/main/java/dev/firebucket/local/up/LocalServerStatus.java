package dev.firebucket.local.up;

import dev.firebucket.api.status.RuntimeInfo;
import dev.firebucket.api.status.ServerStatus;
import java.time.Instant;
import java.util.Map;

/// What this process runs with.
final class LocalServerStatus implements ServerStatus {
  private final UpSettings settings;
  private final ReloadableConfig config;
  private final Instant started;

  LocalServerStatus(UpSettings settings, ReloadableConfig config, Instant started) {
    this.settings = settings;
    this.config = config;
    this.started = started;
  }

  @Override
  public String configYaml() {
    return config.shown();
  }

  @Override
  public Map<String, String> flags() {
    return settings.flags();
  }

  @Override
  public RuntimeInfo runtimeInfo() {
    return new RuntimeInfo(started, config.lastReloadSuccessful(), config.loadedAt());
  }
}
