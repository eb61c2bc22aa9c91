package dev.firebucket.config.names;

import java.util.Optional;

/// How a target is asked to write names beyond the narrow alphabet (`metric_name_escaping_scheme`).
public enum NameEscapingScheme {
  ALLOW_UTF8("allow-utf-8"),
  UNDERSCORES("underscores"),
  DOTS("dots"),
  VALUES("values");

  private final String yaml;

  NameEscapingScheme(String yaml) {
    this.yaml = yaml;
  }

  /// As the configuration and the `escaping` parameter of the Accept header write it.
  public String yaml() {
    return yaml;
  }

  /// The scheme of a name, empty for an unknown one.
  public static Optional<NameEscapingScheme> ofYaml(String name) {
    for (NameEscapingScheme scheme : values()) {
      if (scheme.yaml.equals(name)) {
        return Optional.of(scheme);
      }
    }
    return Optional.empty();
  }
}
