package dev.firebucket.local.command;

import dev.firebucket.query.engine.EngineOptions;
import java.util.Set;

/// Settings of an engine that serves one command.
final class Engines {
  private Engines() {}

  static EngineOptions options(Set<String> features) {
    EngineOptions defaults = EngineOptions.DEFAULT;
    return new EngineOptions(
        defaults.maxSamples(),
        defaults.maxBytes(),
        defaults.timeout(),
        defaults.lookback(),
        1,
        defaults.subqueryStep(),
        defaults.sampleCacheBytes(),
        features);
  }
}
