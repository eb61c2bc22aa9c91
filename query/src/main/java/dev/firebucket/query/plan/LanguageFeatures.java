package dev.firebucket.query.plan;

import java.util.Set;

/// Which flags of `--enable-feature` change what a query means
/// (<https://prometheus.io/docs/prometheus/latest/feature_flags/>).
///
/// @param delayedNameRemoval `promql-delayed-name-removal`: metric names are dropped at the end
/// @param startTimestamps `use-start-timestamps`: `rate` and its kin ask since when samples count
/// @param typeAndUnitLabels `type-and-unit-labels`: `__type__` says what is a counter
public record LanguageFeatures(
    boolean delayedNameRemoval, boolean startTimestamps, boolean typeAndUnitLabels) {
  /// As Prometheus starts without flags.
  public static final LanguageFeatures DEFAULT = new LanguageFeatures(false, false, false);

  /// What some flags switch on; names of other flags are passed over.
  public static LanguageFeatures of(Set<String> flags) {
    return new LanguageFeatures(
        flags.contains("promql-delayed-name-removal"),
        flags.contains("use-start-timestamps"),
        flags.contains("type-and-unit-labels"));
  }
}
