package dev.firebucket.config.yaml;

import java.util.List;

/// A sequence.
///
/// @param position of its first item
/// @param items in the order of the file
public record YamlSequence(YamlPosition position, List<YamlNode> items) implements YamlNode {
  public YamlSequence {
    items = List.copyOf(items);
  }

  @Override
  public String described() {
    return "!!seq";
  }
}
