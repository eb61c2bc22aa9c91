package dev.firebucket.config.relabel;

import java.util.Locale;
import java.util.Optional;

/// What one rule does.
public enum RelabelAction {
  REPLACE,
  KEEP,
  DROP,
  KEEPEQUAL,
  DROPEQUAL,
  HASHMOD,
  LABELMAP,
  LABELDROP,
  LABELKEEP,
  LOWERCASE,
  UPPERCASE;

  private final String yaml = name().toLowerCase(Locale.ROOT);

  /// As the configuration writes it.
  public String yaml() {
    return yaml;
  }

  /// The action of a name in any case, empty for an unknown one.
  public static Optional<RelabelAction> ofYaml(String name) {
    for (RelabelAction action : values()) {
      if (action.yaml.equals(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }
}
