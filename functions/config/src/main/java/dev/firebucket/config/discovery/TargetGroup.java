package dev.firebucket.config.discovery;

import dev.firebucket.storage.model.LabelSet;
import java.util.List;

/// Targets with labels in common: one item of `static_configs` or of a target file.
///
/// @param targets addresses, `host:port`
/// @param labels given to each of them
public record TargetGroup(List<String> targets, LabelSet labels) {
  public TargetGroup {
    targets = List.copyOf(targets);
  }
}
