package dev.firebucket.query.parser;

import java.util.Set;

/// Which experimental parts of PromQL are switched on: the feature flags of Prometheus
/// (https://prometheus.io/docs/prometheus/latest/feature_flags/).
///
/// @param experimentalFunctions `promql-experimental-functions`: `limitk`, `info`, `step()`, …
/// @param durationExpressions `promql-duration-expr`: `x[5m * 2]`; on by default since 3.14
/// @param extendedRangeSelectors `promql-extended-range-selectors`: `anchored`, `smoothed`
/// @param fillModifiers `promql-binop-fill-modifiers`: `a + fill(0) b`
public record ParserFeatures(
    boolean experimentalFunctions,
    boolean durationExpressions,
    boolean extendedRangeSelectors,
    boolean fillModifiers) {
  /// As Prometheus starts without flags.
  public static final ParserFeatures DEFAULT = new ParserFeatures(false, true, false, false);

  /// Everything.
  public static final ParserFeatures ALL = new ParserFeatures(true, true, true, true);

  /// The defaults and what some flags of `--enable-feature` add; names of other flags are passed
  /// over.
  public static ParserFeatures of(Set<String> flags) {
    return new ParserFeatures(
        flags.contains("promql-experimental-functions"),
        true,
        flags.contains("promql-extended-range-selectors"),
        flags.contains("promql-binop-fill-modifiers"));
  }
}
