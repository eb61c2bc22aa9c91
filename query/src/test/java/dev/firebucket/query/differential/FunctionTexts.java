package dev.firebucket.query.differential;

/// All functions, each with arguments of the types that it takes.
final class FunctionTexts {
  private static final String[] OF_RANGE = {
    "rate",
    "increase",
    "irate",
    "delta",
    "idelta",
    "deriv",
    "changes",
    "resets",
    "absent_over_time",
    "present_over_time",
    "count_over_time",
    "sum_over_time",
    "avg_over_time",
    "min_over_time",
    "max_over_time",
    "stddev_over_time",
    "stdvar_over_time",
    "first_over_time",
    "last_over_time",
    "mad_over_time",
    "ts_of_first_over_time",
    "ts_of_last_over_time",
    "ts_of_max_over_time",
    "ts_of_min_over_time",
    "rate",
    "increase",
    "delta",
    "avg_over_time"
  };
  private static final String[] OF_VECTOR = {
    "abs",
    "absent",
    "ceil",
    "exp",
    "floor",
    "sgn",
    "sqrt",
    "ln",
    "log2",
    "log10",
    "deg",
    "rad",
    "timestamp",
    "acos",
    "acosh",
    "asin",
    "asinh",
    "atan",
    "atanh",
    "cos",
    "cosh",
    "sin",
    "sinh",
    "tan",
    "tanh",
    "round",
    "minute",
    "hour",
    "month",
    "year",
    "day_of_week",
    "day_of_month",
    "day_of_year",
    "days_in_month",
    "timestamp",
    "absent",
    "histogram_count",
    "histogram_avg",
    "histogram_stddev"
  };

  private final Choice choice;
  private final SelectorTexts selectors;
  private final FloatQueries queries;

  FunctionTexts(Choice choice, SelectorTexts selectors, FloatQueries queries) {
    this.choice = choice;
    this.selectors = selectors;
    this.queries = queries;
  }

  String ofRange(int depth) {
    return ofRange(depth, queries.range(depth - 1));
  }

  /// The same over a range selector.
  String ofSelectedRange(int depth) {
    return ofRange(depth, selectors.range());
  }

  private String ofRange(int depth, String range) {
    return switch (choice.below(14)) {
      case 0 -> "quantile_over_time(" + quantile(depth) + ", " + range + ")";
      case 1 -> "predict_linear(" + range + ", " + queries.scalar(depth - 1) + ")";
      case 2 ->
          "double_exponential_smoothing("
              + range
              + ", "
              + choice.of("0.5, 0.1", "0.9, 0.9", "0.01, 0.3", "1, 0.5")
              + ")";
      default -> choice.of(OF_RANGE) + "(" + range + ")";
    };
  }

  private String quantile(int depth) {
    return choice.percent(15)
        ? queries.scalar(depth - 1)
        : choice.of("0.5", "0", "1", "0.9", "0.999", "-1", "2", "NaN", "0.25");
  }

  String ofVector(int depth) {
    String vector = queries.vector(depth - 1);
    return switch (choice.below(16)) {
      case 0 ->
          "clamp(" + vector + ", " + selectors.number() + ", " + queries.scalar(depth - 1) + ")";
      case 1 ->
          choice.of("clamp_min(", "clamp_max(") + vector + ", " + queries.scalar(depth - 1) + ")";
      case 2 -> "round(" + vector + ", " + selectors.number() + ")";
      case 3 -> "vector(" + queries.scalar(depth - 1) + ")";
      case 4 -> choice.of("minute", "hour", "month", "year", "day_of_week", "day_of_year") + "()";
      case 5 -> sorted(depth);
      case 6, 7 ->
          "info("
              + choice.of(
                  "s", "c_total", "g", "rate(c_total[5m])", "{__name__=~\"s|target_info\"}", vector)
              + choice.of(
                  "",
                  "",
                  ", {version=~\"v.*\"}",
                  ", {__name__=\"build_info\"}",
                  ", {__name__=~\".*_info\", go=~\".+\"}",
                  ", {nope=\"x\"}",
                  ", {version!=\"v1\"}")
              + ")";
      default -> choice.of(OF_VECTOR) + "(" + vector + ")";
    };
  }

  /// What gives its series in an order, in an instant query.
  String sorted(int depth) {
    String vector = queries.vector(depth - 1);
    return choice.percent(60)
        ? choice.of("sort(", "sort_desc(") + vector + ")"
        : choice.of("sort_by_label(", "sort_by_label_desc(")
            + vector
            + choice.of("", ", \"instance\"", ", \"job\", \"instance\"", ", \"le\"", ", \"ключ\"")
            + ")";
  }

  String ofLabels(int depth) {
    String vector = queries.vector(depth - 1);
    if (choice.percent(40)) {
      return "label_join("
          + vector
          + ", \""
          + choice.of("new", "job", "instance", "новый", "__name__")
          + "\", \""
          + choice.of("-", "", ", ")
          + "\""
          + choice.of("", ", \"job\"", ", \"job\", \"instance\"", ", \"nope\", \"code\"")
          + ")";
    }
    return "label_replace("
        + vector
        + ", \""
        + choice.of("new", "job", "instance", "http.target", "__name__", "le")
        + "\", \""
        + choice.of(
            "$1",
            "${1}x$2",
            "$0",
            "",
            "fixed",
            "$name",
            "$$1",
            "a b",
            "$9",
            "$01",
            "x${01}-$1",
            "$1é",
            "${1",
            "$")
        + "\", \""
        + choice.of("instance", "job", "nope", "__name__", "code")
        + "\", \""
        + choice.of("(.*)-(.*)", "(?P<name>[a-z]+).*", ".*", "", "api-(0|1)", "(a)|(d)b-.*", "[")
        + "\")";
  }

  String ofClassicHistogram(int depth) {
    String buckets =
        choice.percent(75)
            ? buckets(choice.of("h_bucket", "h_bucket", "odd_bucket", "one_bucket", "s"))
            : "{__name__=~\"(" + choice.of("h|odd", "odd|one", "one|h") + ")_bucket|s\"}";
    return switch (choice.below(4)) {
      case 0 ->
          "histogram_fraction("
              + selectors.number()
              + ", "
              + selectors.number()
              + ", "
              + buckets
              + ")";
      case 1 ->
          "histogram_quantiles("
              + buckets(choice.of("h_bucket", "endless_bucket"))
              + ", "
              + choice.of("\"q\"", "\"job\"", "\"le\"")
              + ", "
              + choice.of("0.5", "0.5, 0.9", "0.1, -1, 2", "0.9, 0.9", "scalar(once)")
              + ")";
      default -> "histogram_quantile(" + quantile(depth) + ", " + buckets + ")";
    };
  }

  /// Not all are for `histogram_quantiles`: of a bound that is spelt in two ways Prometheus adds up
  /// the buckets anew for each quantile, so that from the second one on it counts some twice.
  private String buckets(String metric) {
    return switch (choice.below(3)) {
      case 0 -> metric;
      case 1 -> "rate(" + metric + "[" + selectors.window() + "])";
      default -> "sum by (" + choice.of("le", "le, job", "job") + ") (" + metric + ")";
    };
  }
}
