package dev.firebucket.storage.model;

import dev.firebucket.go.text.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The identity of a series: label names and values, sorted by name, the metric name under [#NAME].
///
/// Names and values are any UTF-8 text. A label with an empty value is the same as no label and is
/// never kept. Order and equality are those of Prometheus (`model/labels`): by name, then value, by
/// code unit of UTF-8.
public final class LabelSet implements Comparable<LabelSet> {
  /// The label that holds the metric name.
  public static final String NAME = "__name__";

  /// The label that holds a metric's type, with the feature `type-and-unit-labels`.
  public static final String TYPE = "__type__";

  /// The label that holds a metric's unit, with the same feature.
  public static final String UNIT = "__unit__";

  /// The labels that name the metric of a series: a function that drops the name drops all of them.
  public static final List<String> METADATA = List.of(NAME, TYPE, UNIT);

  /// The label set without labels.
  public static final LabelSet EMPTY = new LabelSet(new String[0]);

  /// Names and values in turn, sorted by name.
  private final String[] pairs;

  private int hash;

  private LabelSet(String[] pairs) {
    this.pairs = pairs;
  }

  /// Makes a label set of names and values in turn, in any order.
  ///
  /// @throws IllegalArgumentException for an odd count or a name given twice
  public static LabelSet of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "names and values must come in pairs: " + Arrays.toString(namesAndValues));
    }
    Builder builder = new Builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (builder.get(namesAndValues[i]) != null) {
        throw new IllegalArgumentException("label name given twice: " + namesAndValues[i]);
      }
      builder.set(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build();
  }

  /// Makes a label set of a map from name to value; empty values are left out.
  public static LabelSet of(Map<String, String> labels) {
    Builder builder = new Builder();
    labels.forEach(builder::set);
    return builder.build();
  }

  /// The value of a label, or null if the label is missing.
  public @Nullable String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return null;
  }

  /// The value of a label, empty if it is missing: what a matcher compares.
  public String value(String name) {
    String value = get(name);
    return value == null ? "" : value;
  }

  /// The metric name, empty if there is none.
  public String metricName() {
    return value(NAME);
  }

  public boolean isEmpty() {
    return pairs.length == 0;
  }

  /// The number of labels, including the metric name.
  public int size() {
    return pairs.length / 2;
  }

  /// The name at an index, from 0 to [#size] exclusive.
  public String nameAt(int index) {
    return pairs[index * 2];
  }

  /// The value at an index, from 0 to [#size] exclusive.
  public String valueAt(int index) {
    return pairs[index * 2 + 1];
  }

  /// Calls `each` with every name and value, in order of names.
  public void forEach(BiConsumer<String, String> each) {
    for (int i = 0; i < pairs.length; i += 2) {
      each.accept(pairs[i], pairs[i + 1]);
    }
  }

  /// A sorted map of the labels, a copy.
  public Map<String, String> toMap() {
    Map<String, String> map = new TreeMap<>();
    forEach(map::put);
    return map;
  }

  /// A copy with one label replaced. An empty value removes the label.
  public LabelSet with(String name, String value) {
    return toBuilder().set(name, value).build();
  }

  /// A copy without some labels.
  public LabelSet without(Collection<String> names) {
    List<String> kept = new ArrayList<>(pairs.length);
    for (int i = 0; i < pairs.length; i += 2) {
      if (!names.contains(pairs[i])) {
        kept.add(pairs[i]);
        kept.add(pairs[i + 1]);
      }
    }
    return kept.size() == pairs.length ? this : new LabelSet(kept.toArray(String[]::new));
  }

  /// A copy with only some labels.
  public LabelSet keeping(Collection<String> names) {
    List<String> kept = new ArrayList<>(pairs.length);
    for (int i = 0; i < pairs.length; i += 2) {
      if (names.contains(pairs[i])) {
        kept.add(pairs[i]);
        kept.add(pairs[i + 1]);
      }
    }
    return kept.size() == pairs.length ? this : new LabelSet(kept.toArray(String[]::new));
  }

  /// A copy without the metric name.
  public LabelSet withoutName() {
    return without(List.of(NAME));
  }

  /// A copy without metric name, type and unit.
  public LabelSet withoutMetadata() {
    return without(METADATA);
  }

  /// Whether there is a type or a unit among the labels.
  public boolean hasTypeOrUnit() {
    // Names are sorted: nearly all others come after those with underscores.
    for (int i = 0; i < pairs.length && pairs[i].charAt(0) <= '_'; i += 2) {
      if (pairs[i].equals(TYPE) || pairs[i].equals(UNIT)) {
        return true;
      }
    }
    return false;
  }

  /// A builder that starts with these labels.
  public Builder toBuilder() {
    Builder builder = new Builder();
    forEach(builder::set);
    return builder;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public int compareTo(LabelSet other) {
    int shared = Math.min(pairs.length, other.pairs.length);
    for (int i = 0; i < shared; i++) {
      int order = compareUtf8(pairs[i], other.pairs[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(pairs.length, other.pairs.length);
  }

  /// Orders two strings as their UTF-8 bytes; differs from `String.compareTo` when surrogates are
  /// compared with U+E000 and above.
  public static int compareUtf8(String a, String b) {
    return Utf8.compare(a, b);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof LabelSet that
            && hashCode() == that.hashCode()
            && Arrays.equals(pairs, that.pairs));
  }

  @Override
  public int hashCode() {
    int known = hash;
    if (known == 0) {
      known = Arrays.hashCode(pairs);
      hash = known;
    }
    return known;
  }

  /// The form of a selector: `http_requests_total{code="200",job="api"}`, values escaped as in
  /// PromQL.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(metricName());
    if (withoutName().isEmpty() && !text.isEmpty()) {
      return text.toString();
    }
    text.append('{');
    String separator = "";
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i].equals(NAME)) {
        text.append(separator)
            .append(pairs[i])
            .append("=\"")
            .append(escape(pairs[i + 1]))
            .append('"');
        separator = ", ";
      }
    }
    return text.append('}').toString();
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /// Collects labels in any order. Not thread-safe.
  public static final class Builder {
    private final TreeMap<String, String> labels = new TreeMap<>(LabelSet::compareUtf8);

    private Builder() {}

    /// Sets a label; an empty value removes it.
    public Builder set(String name, String value) {
      if (value.isEmpty()) {
        labels.remove(name);
      } else {
        labels.put(name, value);
      }
      return this;
    }

    public Builder remove(String name) {
      labels.remove(name);
      return this;
    }

    public @Nullable String get(String name) {
      return labels.get(name);
    }

    public LabelSet build() {
      if (labels.isEmpty()) {
        return EMPTY;
      }
      String[] pairs = new String[labels.size() * 2];
      int at = 0;
      for (Map.Entry<String, String> label : labels.entrySet()) {
        pairs[at++] = label.getKey();
        pairs[at++] = label.getValue();
      }
      return new LabelSet(pairs);
    }
  }
}
