package dev.firebucket.config.yaml;

import dev.firebucket.config.secret.Secret;
import dev.firebucket.config.secret.SecretFields;
import dev.firebucket.config.yaml.YamlNode.YamlMapping;
import dev.firebucket.config.yaml.YamlNode.YamlSequence;
import dev.firebucket.go.time.PrometheusDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a mapping with known fields, strictly: each field is taken by name and type, and [#finish]
/// refuses the fields that nobody took.
///
/// A field that is absent gives the default; a field that is null gives the zero value of its type,
/// as go-yaml does. Not for use by several threads.
public final class YamlFields {
  private final YamlMapping mapping;
  private final String type;
  private final Set<String> taken = new HashSet<>();

  private YamlFields(YamlMapping mapping, String type) {
    this.mapping = mapping;
    this.type = type;
  }

  /// Begins to read a node; null counts as a mapping without fields.
  ///
  /// @param type the name of Prometheus' type, for errors: `config.plain`
  /// @throws ConfigException when the node is not a mapping
  public static YamlFields of(YamlNode node, String type) throws ConfigException {
    if (node.isNull()) {
      return new YamlFields(new YamlMapping(node.position(), Map.of(), Map.of(), Map.of()), type);
    }
    if (node instanceof YamlMapping mapping) {
      for (Map.Entry<String, YamlPosition> twice : mapping.duplicates().entrySet()) {
        throw twice.getValue().error("field " + twice.getKey() + " already set in type " + type);
      }
      return new YamlFields(mapping, type);
    }
    throw node.mismatch(type);
  }

  /// Where the mapping begins.
  public YamlPosition position() {
    return mapping.position();
  }

  /// Where a field stands; the mapping where it is absent.
  public YamlPosition position(String field) {
    return mapping.keyPosition(field);
  }

  /// An error at the mapping as a whole.
  public ConfigException error(String problem) {
    return position().error(problem);
  }

  /// An error at a field.
  public ConfigException error(String field, String problem) {
    return position(field).error(problem);
  }

  /// Whether the field is present, even as null.
  public boolean has(String field) {
    return mapping.entries().containsKey(field);
  }

  /// Whether the field is present and not null.
  public boolean isSet(String field) {
    YamlNode node = mapping.entries().get(field);
    return node != null && !node.isNull();
  }

  /// Every field of the mapping in the order of the file.
  public Set<String> names() {
    return mapping.entries().keySet();
  }

  private @Nullable YamlNode take(String field) {
    taken.add(field);
    return mapping.entries().get(field);
  }

  /// A field's node, empty when it is absent or null.
  public Optional<YamlNode> node(String field) {
    YamlNode node = take(field);
    return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  /// A text field; numbers and flags are taken as they are written.
  public String text(String field, String byDefault) throws ConfigException {
    YamlNode node = take(field);
    return node == null ? byDefault : text(node);
  }

  /// A text that is never shown.
  ///
  /// @throws IllegalArgumentException for a name by which the shown configuration would not know it
  ///   as a secret: see [SecretFields]
  public Secret secret(String field) throws ConfigException {
    requireKnownSecret(field);
    return new Secret(text(field, ""));
  }

  /// A list of texts that are never shown.
  public List<Secret> secrets(String field) throws ConfigException {
    requireKnownSecret(field);
    return texts(field).stream().map(Secret::new).toList();
  }

  /// A mapping from text to lists of texts that are never shown.
  public Map<String, List<Secret>> secretsMap(String field) throws ConfigException {
    requireKnownSecret(field);
    Map<String, List<Secret>> secrets = new LinkedHashMap<>();
    textsMap(field)
        .forEach((name, texts) -> secrets.put(name, texts.stream().map(Secret::new).toList()));
    return secrets;
  }

  private static void requireKnownSecret(String field) {
    if (!SecretFields.isSecret(field)) {
      throw new IllegalArgumentException(field + " is not among the names of SecretFields");
    }
  }

  private static String text(YamlNode node) throws ConfigException {
    if (node.isNull()) {
      return "";
    }
    if (node instanceof YamlScalar scalar) {
      return scalar.text();
    }
    throw node.mismatch("string");
  }

  /// A flag: `true`, `false` and YAML 1.1's `yes`, `no`, `on`, `off`.
  public boolean flag(String field, boolean byDefault) throws ConfigException {
    YamlNode node = take(field);
    if (node == null) {
      return byDefault;
    }
    return !node.isNull() && flag(node);
  }

  private static boolean flag(YamlNode node) throws ConfigException {
    if (node instanceof YamlScalar scalar && scalar.asFlag().isPresent()) {
      return scalar.asFlag().get();
    }
    throw node.mismatch("bool");
  }

  /// A flag that may be left open.
  public Optional<Boolean> optionalFlag(String field) throws ConfigException {
    Optional<YamlNode> node = node(field);
    return node.isEmpty() ? Optional.empty() : Optional.of(flag(node.get()));
  }

  /// A whole number.
  public long integer(String field, long byDefault) throws ConfigException {
    return integer(field, byDefault, "int");
  }

  private long integer(String field, long byDefault, String type) throws ConfigException {
    YamlNode node = take(field);
    if (node == null || node.isNull()) {
      return node == null ? byDefault : 0;
    }
    if (node instanceof YamlScalar scalar && scalar.asInteger().isPresent()) {
      return scalar.asInteger().get();
    }
    throw node.mismatch(type);
  }

  /// A whole number that is not negative: a count or a limit.
  public long count(String field, long byDefault) throws ConfigException {
    long value = integer(field, byDefault, "uint");
    if (value < 0) {
      throw mapping.entries().get(field) instanceof YamlScalar scalar
          ? scalar.mismatch("uint")
          : error(field, field + " must not be negative");
    }
    return value;
  }

  /// A floating point number.
  public double number(String field, double byDefault) throws ConfigException {
    YamlNode node = take(field);
    if (node == null || node.isNull()) {
      return node == null ? byDefault : 0;
    }
    if (node instanceof YamlScalar scalar && scalar.asNumber().isPresent()) {
      return scalar.asNumber().get();
    }
    throw node.mismatch("float64");
  }

  /// A duration in Prometheus' form, `1h30m`.
  public Duration duration(String field, Duration byDefault) throws ConfigException {
    YamlNode node = take(field);
    if (node == null || node.isNull()) {
      return node == null ? byDefault : Duration.ZERO;
    }
    if (!(node instanceof YamlScalar scalar)) {
      throw node.mismatch("string");
    }
    try {
      return PrometheusDuration.parse(scalar.text());
    } catch (IllegalArgumentException e) {
      throw scalar.position().error(message(e));
    }
  }

  /// A size in bytes with a unit, `15MB`; see [ByteSize].
  public long bytes(String field, long byDefault) throws ConfigException {
    YamlNode node = take(field);
    if (node == null || node.isNull()) {
      return node == null ? byDefault : 0;
    }
    if (!(node instanceof YamlScalar scalar)) {
      throw node.mismatch("string");
    }
    try {
      return ByteSize.parse(scalar.text());
    } catch (IllegalArgumentException e) {
      throw scalar.position().error(message(e));
    }
  }

  /// A list of nodes, empty when the field is absent or null. Items may be null: ask
  /// [YamlNode#isNull].
  public List<YamlNode> nodes(String field) throws ConfigException {
    return nodes(field, "[]" + field);
  }

  /// As [#nodes(String)].
  ///
  /// @param listType Prometheus' type of the list, for errors: `[]*config.ScrapeConfig`
  public List<YamlNode> nodes(String field, String listType) throws ConfigException {
    YamlNode node = take(field);
    if (node == null || node.isNull()) {
      return List.of();
    }
    if (node instanceof YamlSequence sequence) {
      return sequence.items();
    }
    throw node.mismatch(listType);
  }

  /// A list of texts. As in go-yaml a single text is not taken for a list of one.
  public List<String> texts(String field) throws ConfigException {
    return texts(field, "[]string");
  }

  /// As [#texts(String)].
  ///
  /// @param listType Prometheus' type of the list, for errors
  public List<String> texts(String field, String listType) throws ConfigException {
    YamlNode node = take(field);
    return node == null || node.isNull() ? List.of() : texts(node, listType);
  }

  private static List<String> texts(YamlNode node, String listType) throws ConfigException {
    if (!(node instanceof YamlSequence sequence)) {
      throw node.mismatch(listType);
    }
    List<String> texts = new ArrayList<>(sequence.items().size());
    for (YamlNode item : sequence.items()) {
      texts.add(text(item));
    }
    return List.copyOf(texts);
  }

  /// A mapping from text to text, in the order of the file; empty when absent or null.
  public Map<String, String> textMap(String field) throws ConfigException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : entries(field).entrySet()) {
      texts.put(entry.getKey(), text(entry.getValue()));
    }
    return texts;
  }

  /// A mapping from text to lists of text, in the order of the file; empty when absent or null.
  public Map<String, List<String>> textsMap(String field) throws ConfigException {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : entries(field).entrySet()) {
      texts.put(
          entry.getKey(),
          entry.getValue().isNull() ? List.of() : texts(entry.getValue(), "[]string"));
    }
    return texts;
  }

  /// A mapping with free keys, in the order of the file; empty when absent or null.
  public Map<String, YamlNode> entries(String field) throws ConfigException {
    YamlNode node = take(field);
    if (node == null || node.isNull()) {
      return Map.of();
    }
    if (node instanceof YamlMapping free) {
      for (Map.Entry<String, YamlPosition> twice : free.duplicates().entrySet()) {
        throw twice.getValue().error("key \"" + twice.getKey() + "\" already set in map");
      }
      return free.entries();
    }
    throw node.mismatch("map[string]string");
  }

  /// Refuses the fields that were not taken.
  ///
  /// @throws ConfigException `field foo not found in type config.plain`
  public void finish() throws ConfigException {
    for (String field : mapping.entries().keySet()) {
      if (!taken.contains(field)) {
        throw error(field, "field " + field + " not found in type " + type);
      }
    }
  }

  private static String message(IllegalArgumentException e) {
    return String.valueOf(e.getMessage());
  }
}
