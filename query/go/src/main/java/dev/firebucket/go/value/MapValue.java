package dev.firebucket.go.value;

import dev.firebucket.go.text.Utf8;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A map by string: labels (`map[string]string`) or what `args` makes (`map[string]interface {}`).
///
/// @param element what the map holds
/// @param entries in the order of their keys, as Go prints and ranges
public record MapValue(Element element, SortedMap<String, Value> entries) implements Value {
  /// What a map holds, and so what stands for a key that it lacks.
  @SuppressWarnings("ImmutableEnumChecker") // both values are constants of immutable records
  public enum Element {
    TEXT("map[string]string", Text.EMPTY),
    ANY("map[string]interface {}", None.NONE);

    private final String typeName;
    private final Value zero;

    Element(String typeName, Value zero) {
      this.typeName = typeName;
      this.zero = zero;
    }
  }

  public MapValue {
    TreeMap<String, Value> sorted = new TreeMap<>(Utf8::compare);
    sorted.putAll(entries);
    entries = Collections.unmodifiableSortedMap(sorted);
  }

  /// A map of any values, as `args` makes.
  public static MapValue of(Map<String, Value> entries) {
    return new MapValue(Element.ANY, new TreeMap<>(entries));
  }

  /// A map of strings, such as labels.
  public static MapValue ofTexts(Map<String, String> entries) {
    TreeMap<String, Value> texts = new TreeMap<>();
    entries.forEach((name, value) -> texts.put(name, new Value.Text(value)));
    return new MapValue(Element.TEXT, texts);
  }

  /// The value of a key; the element's zero where there is none (`missingkey=zero`).
  public Value get(String key) {
    Value value = entries.get(key);
    return value == null ? element.zero : value;
  }

  @Override
  public String typeName() {
    return element.typeName;
  }

  @Override
  public boolean truth() {
    return !entries.isEmpty();
  }
}
