package dev.firebucket.query.differential;

/// Queries that are wrong: in their types, their arguments, their modifiers, their letters.
final class WrongTexts {
  private final Choice choice;
  private final FloatQueries queries;
  private final SelectorTexts selectors;

  WrongTexts(Choice choice, FloatQueries queries, SelectorTexts selectors) {
    this.choice = choice;
    this.queries = queries;
    this.selectors = selectors;
  }

  String make() {
    String vector = queries.vector(1);
    String range = selectors.range();
    return switch (choice.below(10)) {
      case 0 ->
          choice.of("rate", "sum_over_time", "deriv", "absent_over_time") + "(" + vector + ")";
      case 1 -> choice.of("abs", "sum", "sort", "absent", "topk", "scalar") + "(" + range + ")";
      case 2 ->
          choice.of(
              "abs(1)",
              "sum(2)",
              "vector(g)",
              "time(1)",
              "round()",
              "clamp(g, 1)",
              "rate()",
              "pi(1)",
              "label_join(g)");
      case 3 -> range + " + " + choice.of("1", vector);
      case 4 ->
          choice.of(
              "1 > 2",
              "\"a\" + 1",
              "g and 1",
              "1 or g",
              "g + on (job) 1",
              "1 + bool 2",
              "-\"a\"",
              "g == bool g bool");
      case 5 ->
          choice.of(
              "{}",
              "{job=~\".*\"}",
              "g{job=}",
              "g{job=\"a\"",
              "g{job=~\"[\"}",
              "g{1=\"a\"}",
              "g{job=\"a\",,}",
              "{__name__=\"g\", \"g\"}",
              "g{__name__=\"h\"}");
      case 6 ->
          choice.of(
              "g[5m",
              "g[]",
              "g[0s]",
              "g[-5m]",
              "g[5m:0s]",
              "g[5m] offset",
              "g offset 1m offset 2m",
              "g @ 1 @ 2",
              "1 offset 1m",
              "g[5x]",
              "g[1m - 5m]",
              "g @ start",
              "(g) offset 1m",
              "rate(g)[5m]",
              "g[5m][5m]");
      case 7 ->
          choice.of(
              "nofunction(g)",
              "sum by job (g)",
              "sum by (job) (g) by (job)",
              "g + ",
              "(g",
              "g)",
              "",
              "sum(g,)",
              "g g",
              "topk(g)",
              "topk(\"a\", g)",
              "count_values(1, g)",
              "quantile(g, g)",
              "group_left",
              "by",
              "0x",
              "1e",
              "\"open",
              "'\\q'",
              "g #c\n+",
              "∑");
      case 8 ->
          choice.of(
              "g + on (job) group_left (job) s",
              "g + group_left s",
              "g and on (job) group_left s",
              "g + on(job) group_left() fill(x) s",
              "g or fill(0) s",
              "g + fill(1) fill_left(2) s",
              "s + fill_left(1) fill_left(2) s",
              "g + ignoring (job) ignoring (a) g",
              "1 + fill(0) g");
      default ->
          choice.of(
              "histogram_quantile(g, g)",
              "label_replace(g, \"\", \"$1\", \"job\", \"\")",
              "label_replace(g, \"a\", \"$1\", \"job\", \"(\")",
              "count_values(\"\", g)",
              "limitk(NaN, g)",
              "topk(1e300, g)",
              "topk(NaN, g)",
              "limit_ratio(NaN, g)",
              "double_exponential_smoothing(g[5m], 2, 0.1)",
              "double_exponential_smoothing(g[5m], 0.1, 0)",
              "info(g, s)",
              "info(g, {__name__=~\"a\", __name__=\"b\"})",
              "sort_by_label(g, job)",
              "start_timestamp(1)",
              "rate(g[5m] smoothed anchored)",
              "max_over_time(g[5m] anchored)",
              "label_join(g, \"a\", \"\", \"\\xff\")",
              "label_replace(g, \"\\xff\", \"a\", \"job\", \"\")",
              "topk(-1e19, g)",
              "bottomk(1e19, g)",
              "quantile_over_time(g, g[1m])");
    };
  }
}
