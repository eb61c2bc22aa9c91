package dev.firebucket.lambda.query;

import dev.firebucket.api.status.RuntimeInfo;
import dev.firebucket.api.status.ServerStatus;
import dev.firebucket.config.deployed.DeployedConfig;
import dev.firebucket.config.deployed.FunctionContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// What this function runs with.
@Singleton
public class FunctionStatus implements ServerStatus {
  private final FunctionContext context;
  private final Instant started;

  public FunctionStatus(FunctionContext context, InstantSource clock) {
    this.context = context;
    this.started = clock.instant();
  }

  @Override
  public String configYaml() {
    try {
      return Files.readString(Path.of(state().config().file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> flags() {
    return Map.of(
        "config.file", context.settings().configFile(), "storage", context.settings().storage());
  }

  @Override
  public RuntimeInfo runtimeInfo() {
    boolean good = state().problem().isEmpty();
    return new RuntimeInfo(started, good, started);
  }

  private DeployedConfig.State state() {
    try {
      return context.config().current();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
