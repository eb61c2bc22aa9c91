package dev.firebucket.ingest.push;

import java.util.Locale;
import java.util.Optional;

/// The type of a metric family, in the order of the numbers of `io.prometheus.client.MetricType`.
enum FamilyType {
  COUNTER,
  GAUGE,
  SUMMARY,
  UNTYPED,
  HISTOGRAM,
  GAUGE_HISTOGRAM;

  /// The type of a name in any case, empty for an unknown one.
  static Optional<FamilyType> named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    for (FamilyType type : values()) {
      if (type.name().equals(upper)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /// The type of a number of the protobuf, empty for an unknown one.
  static Optional<FamilyType> numbered(int number) {
    FamilyType[] types = values();
    return number >= 0 && number < types.length ? Optional.of(types[number]) : Optional.empty();
  }

  /// As `# TYPE` writes it in text format 0.0.4, which knows no gauge histograms.
  String textName() {
    return this == GAUGE_HISTOGRAM ? "histogram" : name().toLowerCase(Locale.ROOT);
  }

  boolean isHistogram() {
    return this == HISTOGRAM || this == GAUGE_HISTOGRAM;
  }
}
