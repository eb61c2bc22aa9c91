package dev.firebucket.query.differential;

import java.util.Random;

/// Makes queries over [AwkwardHistograms], the same ones for the same seed.
final class HistogramQueries {
  private static final String[] METRICS = {"h", "hc", "hg", "hm", "hu", "hx", "f", "h", "hc", "hg"};
  private static final String[] WINDOWS = {
    "[1m]", "[2m30s]", "[5m]", "[10m]", "[5m:1m]", "[4m:20s]", "[2m] anchored", "[90s] smoothed"
  };
  private static final String[] RANGE = {
    "rate",
    "increase",
    "delta",
    "irate",
    "idelta",
    "sum_over_time",
    "avg_over_time",
    "count_over_time",
    "last_over_time",
    "present_over_time",
    "changes",
    "resets",
    "min_over_time",
    "max_over_time",
    "stddev_over_time",
    "stdvar_over_time",
    "deriv",
    "absent_over_time",
    "rate",
    "increase",
    "sum_over_time",
    "avg_over_time"
  };
  private static final String[] VECTOR = {
    "histogram_count",
    "histogram_sum",
    "histogram_avg",
    "histogram_stddev",
    "histogram_stdvar",
    "abs",
    "ceil",
    "-",
    "sort",
    "timestamp",
    "absent",
    "histogram_count",
    "histogram_sum"
  };
  private static final String[] GROUPINGS = {
    "", " by (job)", " without (instance)", " by (job, instance)"
  };
  private static final String[] OPERATORS = {
    "+", "-", "*", "/", "==", "!=", ">", "</", ">/", "and", "or", "unless", "% ", "+", "-",
    "== bool"
  };
  private static final String[] NUMBERS = {
    "2", "0", "-1.5", "0.5", "1", "3", "+Inf", "NaN", "0.001"
  };
  private static final String[] QUANTILES = {"0.5", "0", "1", "0.99", "0.1", "-1", "2", "NaN"};

  private final Random random;

  private HistogramQueries(long seed) {
    random = new Random(seed);
  }

  static String of(long seed) {
    HistogramQueries queries = new HistogramQueries(seed);
    return queries.vector(1 + queries.random.nextInt(3));
  }

  private String pick(String... of) {
    return of[random.nextInt(of.length)];
  }

  private String selector() {
    String metric = pick(METRICS);
    return switch (random.nextInt(8)) {
      case 0 -> metric + "{job=\"b\"}";
      case 1 -> metric + "{instance=\"i" + random.nextInt(3) + "\"}";
      case 2 -> "{__name__=~\"" + metric + "|" + pick(METRICS) + "\"}";
      case 3 -> metric + " offset 1m";
      case 4 -> metric + " smoothed";
      default -> metric;
    };
  }

  private String vector(int depth) {
    if (depth == 0) {
      return selector();
    }
    return switch (random.nextInt(12)) {
      case 0 -> selector();
      case 1, 2, 3 -> range(depth);
      case 4, 5 -> aggregation(depth);
      case 6, 7 -> binary(depth);
      case 8 -> "histogram_quantile(" + pick(QUANTILES) + ", " + vector(depth - 1) + ")";
      case 9 ->
          "histogram_fraction("
              + pick(NUMBERS)
              + ", "
              + pick(NUMBERS)
              + ", "
              + vector(depth - 1)
              + ")";
      case 10 -> function(depth);
      default -> function(depth);
    };
  }

  private String function(int depth) {
    String name = pick(VECTOR);
    return name.equals("-") ? "-(" + vector(depth - 1) + ")" : name + "(" + vector(depth - 1) + ")";
  }

  private String range(int depth) {
    String window = pick(WINDOWS);
    String inner =
        window.contains(":") && depth > 1 ? "(" + vector(depth - 2) + ")" : pick(METRICS);
    String argument = inner + window;
    return switch (random.nextInt(12)) {
      case 0 -> "quantile_over_time(" + pick(QUANTILES) + ", " + argument + ")";
      case 1 -> "predict_linear(" + argument + ", 60)";
      default -> pick(RANGE) + "(" + argument + ")";
    };
  }

  private String aggregation(int depth) {
    String inner = "(" + vector(depth - 1) + ")";
    // Of what operators and functions of vectors give Prometheus adds up in a random order, which
    // shows where zero buckets differ.
    String ordered =
        "(" + (depth > 1 && random.nextBoolean() ? range(depth - 1) : selector()) + ")";
    String grouping = pick(GROUPINGS);
    return switch (random.nextInt(14)) {
      case 0 -> "quantile" + grouping + "(0.5, " + inner + ")";
      case 1 -> "topk" + grouping + "(2, " + selector() + ")";
      case 2 -> "count_values" + grouping + "(\"v\", " + inner + ")";
      case 3, 4 -> pick("count", "group", "min", "max") + grouping + " " + inner;
      default -> pick("sum", "avg", "sum", "avg", "stddev") + grouping + " " + ordered;
    };
  }

  private String binary(int depth) {
    String operator = pick(OPERATORS);
    boolean set = operator.equals("and") || operator.equals("or") || operator.equals("unless");
    String left = "(" + vector(depth - 1) + ")";
    if (!set && random.nextInt(2) == 0) {
      boolean first = random.nextInt(4) == 0;
      return first
          ? pick(NUMBERS) + " " + operator + " " + left
          : left + " " + operator + " " + pick(NUMBERS);
    }
    String matching = pick("", "", " on (job, instance)", " ignoring (le)");
    return left + " " + operator + matching + " (" + vector(depth - 1) + ")";
  }
}
