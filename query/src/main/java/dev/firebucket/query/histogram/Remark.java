package dev.firebucket.query.histogram;

/// What there is to say about an answer that histograms have part in; the text that Prometheus has
/// for it is made where metric and place are known.
public enum Remark {
  MIXED_FLOATS_HISTOGRAMS,
  NOT_A_COUNTER,
  NOT_A_GAUGE,
  /// Custom bounds among standard schemas: such things have no sum.
  MIXED_EXPONENTIAL_CUSTOM,
  RECONCILED_BOUNDS_IN_ADDITION,
  RECONCILED_BOUNDS_IN_SUBTRACTION,
  RECONCILED_BOUNDS_IN_AGGREGATION,
  RESET_COLLISION_IN_ADDITION,
  RESET_COLLISION_IN_SUBTRACTION,
  RESET_COLLISION_IN_AGGREGATION,
  MIXED_IN_AGGREGATION,
  HISTOGRAM_IGNORED_IN_AGGREGATION,
  /// Floats were looked at alone.
  HISTOGRAMS_IGNORED_IN_RANGE,
  MIXED_CLASSIC_NATIVE,
  QUANTILE_IS_NAN,
  QUANTILE_IS_SKEWED,
  NAN_IS_IN_NO_FRACTION,
  /// An operator that numbers do not have.
  FLOAT_WITH_FLOAT,
  FLOAT_WITH_HISTOGRAM,
  HISTOGRAM_WITH_FLOAT,
  HISTOGRAM_WITH_HISTOGRAM,
  /// An operator of two histograms, one of them with custom bounds, one without.
  INCOMPATIBLE_BUCKETS
}
