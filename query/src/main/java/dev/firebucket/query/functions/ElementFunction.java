package dev.firebucket.query.functions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The functions of one value (<https://prometheus.io/docs/prometheus/latest/querying/functions/>).
public enum ElementFunction {
  ABS,
  CEIL,
  FLOOR,
  EXP,
  SQRT,
  LN,
  LOG2,
  LOG10,
  SGN,
  /// Takes what to round to.
  ROUND(1),
  /// Takes the least and the greatest.
  CLAMP(2),
  CLAMP_MIN(1),
  CLAMP_MAX(1),
  SIN,
  COS,
  TAN,
  ASIN,
  ACOS,
  ATAN,
  SINH,
  COSH,
  TANH,
  ASINH,
  ACOSH,
  ATANH,
  DEG,
  RAD,
  /// From here to [#MINUTE]: the calendar functions.
  YEAR,
  MONTH,
  DAY_OF_MONTH,
  DAY_OF_WEEK,
  DAY_OF_YEAR,
  DAYS_IN_MONTH,
  HOUR,
  MINUTE,
  /// The time of the step, of a vector that is no plain selector.
  TIMESTAMP,
  /// From here to [#HISTOGRAM_STDVAR]: of histograms, numbers among them are passed over.
  HISTOGRAM_COUNT,
  HISTOGRAM_SUM,
  HISTOGRAM_AVG,
  HISTOGRAM_STDDEV,
  HISTOGRAM_STDVAR,
  /// `-v`; has no name in PromQL.
  NEGATE;

  private final int parameters;

  ElementFunction() {
    this(0);
  }

  ElementFunction(int parameters) {
    this.parameters = parameters;
  }

  /// The name in PromQL.
  public String promqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// How many scalars it takes besides the vector.
  public int parameters() {
    return parameters;
  }

  /// Whether it is a calendar function, whose vector may be left out for `vector(time())`.
  public boolean calendar() {
    return compareTo(YEAR) >= 0 && compareTo(MINUTE) <= 0;
  }

  /// The function of a PromQL name.
  public static Optional<ElementFunction> of(String promqlName) {
    return Arrays.stream(values())
        .filter(f -> f != NEGATE && f.promqlName().equals(promqlName))
        .findFirst();
  }
}
