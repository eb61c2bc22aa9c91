package dev.firebucket.config.yaml;

/// One value of a YAML file with its position.
public sealed interface YamlNode permits YamlMapping, YamlSequence, YamlScalar {
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
}
