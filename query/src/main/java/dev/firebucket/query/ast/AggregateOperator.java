package dev.firebucket.query.ast;

import java.util.Locale;

/// The aggregations of PromQL.
public enum AggregateOperator {
  SUM,
  AVG,
  MIN,
  MAX,
  COUNT,
  GROUP,
  STDDEV,
  STDVAR,
  TOPK,
  BOTTOMK,
  QUANTILE,
  COUNT_VALUES,
  LIMITK,
  LIMIT_RATIO;

  /// The keyword in lower case.
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it takes a parameter before the vector.
  public boolean takesParameter() {
    return switch (this) {
      case TOPK, BOTTOMK, QUANTILE, COUNT_VALUES, LIMITK, LIMIT_RATIO -> true;
      case SUM, AVG, MIN, MAX, COUNT, GROUP, STDDEV, STDVAR -> false;
    };
  }

  /// Whether it is behind the feature flag promql-experimental-functions.
  public boolean experimental() {
    return this == LIMITK || this == LIMIT_RATIO;
  }
}
