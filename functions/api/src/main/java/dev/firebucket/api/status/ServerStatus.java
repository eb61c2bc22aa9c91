package dev.firebucket.api.status;

import java.util.Map;

/// What is running with which settings: port of `/api/v1/status/…`.
public interface ServerStatus {
  /// The loaded configuration as YAML, secrets left out.
  String configYaml();

  /// Every flag with its value, by Prometheus' names where there is one.
  Map<String, String> flags();

  /// When it started, whether the last reload went well.
  RuntimeInfo runtimeInfo();
}
