package dev.firebucket.lambda.query;

import dev.firebucket.api.status.RuntimeInfo;
import dev.firebucket.api.status.ServerStatus;
import dev.firebucket.config.ShownConfig;
import dev.firebucket.config.deployed.DeployedConfig;
import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.config.deployed.QuerySettings;
import dev.firebucket.config.server.CorsOrigin;
import dev.firebucket.go.time.PrometheusDuration;
import dev.firebucket.lambda.start.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What this function runs with.
final class FunctionStatus implements ServerStatus {
  private final FunctionContext context;
  private final CorsOrigin cors;
  private volatile Instant started;

  FunctionStatus(FunctionContext context, CorsOrigin cors, InstantSource clock) {
    this.context = context;
    this.cors = cors;
    this.started = clock.instant();
    Snapshot.ofProcess().whenRestored(() -> started = clock.instant());
  }

  @Override
  public String configYaml() {
    try {
      return ShownConfig.of(Path.of(state().config().file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> flags() {
    QuerySettings query = context.query();
    Map<String, String> flags = new TreeMap<>();
    flags.put("config.file", context.settings().configFile());
    flags.put("enable-feature", String.join(",", new TreeSet<>(query.features())));
    flags.put("query.max-bytes", Long.toString(query.maxBytes()));
    flags.put("query.max-samples", Long.toString(query.maxSamples()));
    flags.put("query.memory-limit", Long.toString(query.memoryBytes()));
    flags.put("query.timeout", PrometheusDuration.format(query.timeout()));
    flags.put("storage", context.settings().storage());
    query.cacheBytes().ifPresent(bytes -> flags.put("storage.cache-size", Long.toString(bytes)));
    flags.put("web.cors.origin", cors.origins().text());
    return flags;
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
