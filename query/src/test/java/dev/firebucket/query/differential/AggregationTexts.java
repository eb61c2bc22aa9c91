package dev.firebucket.query.differential;

/// All aggregations, with `by` and `without`.
final class AggregationTexts {
  private final Choice choice;
  private final SelectorTexts selectors;
  private final FloatQueries queries;

  AggregationTexts(Choice choice, SelectorTexts selectors, FloatQueries queries) {
    this.choice = choice;
    this.selectors = selectors;
    this.queries = queries;
  }

  String any(int depth) {
    return switch (choice.below(5)) {
      case 0 -> ranking(depth);
      case 1 -> withParameter(depth);
      case 2 ->
          around(
              choice.of("min", "max", "count", "group", "sum", "avg"), queries.vector(depth - 1));
      default -> overOrdered(depth);
    };
  }

  /// What depends on the order of its input, over an input that has one.
  String overOrdered(int depth) {
    return around(
        choice.of("sum", "avg", "sum", "avg", "stddev", "stdvar", "min", "max", "count", "group"),
        queries.ordered(depth - 1));
  }

  /// Chooses some of the series of its input.
  String ranking(int depth) {
    String inner = queries.ordered(depth - 1);
    return switch (choice.below(4)) {
      case 0 -> around("limitk", choice.of("1", "2", "3", "0", "-1", "100") + ", " + inner);
      case 1 ->
          around(
              "limit_ratio", choice.of("0.5", "-0.5", "0.1", "1", "0", "-1", "2") + ", " + inner);
      default ->
          around(
              choice.of("topk", "bottomk"),
              choice.of("1", "2", "3", "2.9", "0", "100", "scalar(s{instance=\"api-0\"})")
                  + ", "
                  + inner);
    };
  }

  private String withParameter(int depth) {
    String inner = queries.vector(depth - 1);
    return choice.percent(60)
        ? around(
            "quantile",
            choice.of("0.5", "0", "1", "0.99", "-1", "2", "NaN", "scalar(once)") + ", " + inner)
        : around(
            "count_values",
            choice.of("\"v\"", "\"job\"", "\"новый\"", "'instance'", "\"__name__\"")
                + ", "
                + inner);
  }

  private String around(String operator, String arguments) {
    String grouping = grouping();
    return choice.percent(70)
        ? operator + grouping + " (" + arguments + ")"
        : operator + "(" + arguments + ")" + grouping;
  }

  private String grouping() {
    String labels =
        choice.of(
            "job",
            "instance",
            "job, instance",
            "code",
            "",
            "le",
            "nope",
            "\"http.method\"",
            "__name__",
            "job, __name__",
            "le, job",
            "version,",
            "\"ключ\", job",
            "on",
            "offset, on, bool");
    return choice.percent(25) ? "" : choice.of(" by (", " without (") + labels + ")";
  }
}
