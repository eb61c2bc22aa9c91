package dev.firebucket.infra;

import java.util.Map;

/// What every function of a stack is built from.
///
/// @param settings the user's choices
/// @param data the bucket
/// @param code where the packaged functions are
record Deployment(StackSettings settings, DataBucket data, FunctionCode code) {
  /// The setting that turns on experimental features, for functions that read PromQL.
  Map<String, String> features() {
    return settings.features().isEmpty()
        ? Map.of()
        : Map.of("FIREBUCKET_ENABLE_FEATURE", String.join(",", settings.features()));
  }
}
