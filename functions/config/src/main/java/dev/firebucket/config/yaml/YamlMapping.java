package dev.firebucket.config.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A mapping, in the order of the file.
///
/// @param position of its first key
/// @param entries from key to value; of keys that are equal the first
/// @param keyPositions where each key stands
/// @param duplicates repeated keys and their positions: an error, worded by the reader of the
///   mapping
public record YamlMapping(
    YamlPosition position,
    Map<String, YamlNode> entries,
    Map<String, YamlPosition> keyPositions,
    Map<String, YamlPosition> duplicates)
    implements YamlNode {

  /// Copies the maps, keeping their order.
  public YamlMapping {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    duplicates = Collections.unmodifiableMap(new LinkedHashMap<>(duplicates));
    keyPositions = Collections.unmodifiableMap(new LinkedHashMap<>(keyPositions));
  }

  /// Where a key stands; the mapping's own position for a key it lacks.
  public YamlPosition keyPosition(String key) {
    YamlPosition found = keyPositions.get(key);
    return found == null ? position : found;
  }

  @Override
  public String described() {
    return "!!map";
  }
}
