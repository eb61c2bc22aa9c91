package dev.firebucket.config.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One value of a YAML file with its position.
public sealed interface YamlNode permits YamlScalar, YamlNode.YamlMapping, YamlNode.YamlSequence {
  YamlPosition position();

  /// Whether this is YAML's null: nothing, `~` or `null`. As in Prometheus, a field set to null
  /// takes the zero value of its type, not its default.
  default boolean isNull() {
    return this instanceof YamlScalar scalar && scalar.denotesNull();
  }

  /// How go-yaml names the value in errors: "!!map", "!!seq" or, for scalars, tag and value.
  String described();

  /// The words for a value of the wrong type.
  ///
  /// @param type the type that was expected, in Go's words: `string`, `int`, `[]string`
  default ConfigException mismatch(String type) {
    return position().error("cannot unmarshal " + described() + " into " + type);
  }

  /// A mapping, in the order of the file.
  ///
  /// @param position of its first key
  /// @param entries from key to value; of keys that are equal the first
  /// @param keyPositions where each key stands
  /// @param duplicates repeated keys and their positions: an error, worded by the reader of the
  ///   mapping
  record YamlMapping(
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

  /// A sequence.
  ///
  /// @param position of its first item
  /// @param items in the order of the file
  record YamlSequence(YamlPosition position, List<YamlNode> items) implements YamlNode {
    public YamlSequence {
      items = List.copyOf(items);
    }

    @Override
    public String described() {
      return "!!seq";
    }
  }
}
