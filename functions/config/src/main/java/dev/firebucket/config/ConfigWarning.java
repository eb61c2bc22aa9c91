package dev.firebucket.config;

import dev.firebucket.config.yaml.YamlPosition;

/// A setting that is accepted but has no effect here.
///
/// @param position where it stands
/// @param message what has no effect, and why
public record ConfigWarning(YamlPosition position, String message) {
  @Override
  public String toString() {
    return position + ": " + message;
  }
}
