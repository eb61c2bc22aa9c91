package dev.firebucket.local.command;

import dev.firebucket.query.engine.EngineOptions;
import java.util.Set;
import picocli.CommandLine.Option;

/// Which features of Prometheus are enabled: shared by every command that reads PromQL.
public final class FeatureOptions {
  @Option(
      names = "--enable-feature",
      split = ",",
      paramLabel = "FEATURE",
      description = "Features to enable, comma separated, by Prometheus' names.")
  private Set<String> features = Set.of();

  Set<String> names() {
    return features;
  }

  /// Those of an engine that serves one command.
  EngineOptions engineOptions() {
    return EngineOptions.DEFAULT.withFeatures(features).withMaxConcurrency(1);
  }
}
