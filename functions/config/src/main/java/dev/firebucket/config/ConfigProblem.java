package dev.firebucket.config;

import dev.firebucket.config.secret.UrlPasswords;
import dev.firebucket.config.yaml.YamlPosition;

/// Something that a check found.
///
/// @param severity whether the configuration is refused for it
/// @param position where it stands; the file alone where there is no closer place
/// @param message what is wrong, in promtool's words where it has some
public record ConfigProblem(Severity severity, YamlPosition position, String message) {
  public ConfigProblem {
    message = UrlPasswords.hiddenIn(message);
  }

  /// Whether a configuration is refused.
  public enum Severity {
    ERROR,
    WARNING
  }

  static ConfigProblem error(YamlPosition position, String message) {
    return new ConfigProblem(Severity.ERROR, position, message);
  }

  static ConfigProblem warning(YamlPosition position, String message) {
    return new ConfigProblem(Severity.WARNING, position, message);
  }

  @Override
  public String toString() {
    return position + ": " + message;
  }
}
