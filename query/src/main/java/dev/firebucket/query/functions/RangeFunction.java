package dev.firebucket.query.functions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The functions of the samples of a window
/// (<https://prometheus.io/docs/prometheus/latest/querying/functions/>).
public enum RangeFunction {
  RATE(0),
  INCREASE(0),
  DELTA(0),
  IRATE(0),
  IDELTA(0),
  DERIV(0),
  /// Takes the seconds to look ahead.
  PREDICT_LINEAR(1),
  CHANGES(0),
  RESETS(0),
  AVG_OVER_TIME(0),
  MIN_OVER_TIME(0),
  MAX_OVER_TIME(0),
  SUM_OVER_TIME(0),
  COUNT_OVER_TIME(0),
  STDDEV_OVER_TIME(0),
  STDVAR_OVER_TIME(0),
  FIRST_OVER_TIME(0),
  LAST_OVER_TIME(0),
  TS_OF_FIRST_OVER_TIME(0),
  TS_OF_LAST_OVER_TIME(0),
  TS_OF_MIN_OVER_TIME(0),
  TS_OF_MAX_OVER_TIME(0),
  PRESENT_OVER_TIME(0),
  MAD_OVER_TIME(0),
  /// Takes the smoothing factor and the trend factor.
  DOUBLE_EXPONENTIAL_SMOOTHING(2),
  /// Takes the quantile.
  QUANTILE_OVER_TIME(1);

  private final int parameters;

  RangeFunction(int parameters) {
    this.parameters = parameters;
  }

  /// The name in PromQL.
  public String promqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// How many scalars it takes besides the range.
  public int parameters() {
    return parameters;
  }

  /// Whether the answer keeps the metric name: it is a sample of the series itself.
  public boolean keepsName() {
    return this == LAST_OVER_TIME || this == FIRST_OVER_TIME;
  }

  /// Whether it asks since when samples count.
  public boolean usesStartTimestamps() {
    return this == RATE || this == INCREASE || this == IRATE || this == RESETS;
  }

  /// The function of a PromQL name.
  public static Optional<RangeFunction> of(String promqlName) {
    return Arrays.stream(values()).filter(f -> f.promqlName().equals(promqlName)).findFirst();
  }
}
