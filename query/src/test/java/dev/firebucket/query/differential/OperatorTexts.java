package dev.firebucket.query.differential;

/// Binary operators with all their modifiers, between vectors and between vectors and scalars.
final class OperatorTexts {
  private final Choice choice;
  private final SelectorTexts selectors;
  private final FloatQueries queries;

  OperatorTexts(Choice choice, SelectorTexts selectors, FloatQueries queries) {
    this.choice = choice;
    this.selectors = selectors;
    this.queries = queries;
  }

  String arithmetic() {
    return choice.of("+", "-", "*", "/", "%", "^", "atan2", "+", "-", "*", "/");
  }

  String comparison() {
    return choice.of("==", "!=", ">", "<", ">=", "<=");
  }

  String any(int depth) {
    return switch (choice.below(8)) {
      case 0, 1 -> withScalar(depth);
      case 2 -> set(depth);
      case 3, 4 -> grouped(depth);
      case 5 -> chain();
      default -> oneToOne(depth);
    };
  }

  private String operator() {
    return choice.percent(60) ? arithmetic() : comparison() + (choice.percent(35) ? " bool" : "");
  }

  private String withScalar(int depth) {
    String vector = "(" + queries.vector(depth - 1) + ")";
    String scalar = choice.percent(60) ? selectors.number() : queries.scalar(depth - 1);
    String operator = operator();
    return choice.percent(65)
        ? vector + " " + operator + " " + scalar
        : scalar + " " + operator + " " + vector;
  }

  private String set(int depth) {
    String matching =
        choice.of(
            "", "", " on (job)", " on (instance, job)", " ignoring (code)", " on ()", " on (nope)");
    return operand(depth)
        + " "
        + choice.of("and", "or", "unless", "or")
        + matching
        + " "
        + operand(depth);
  }

  /// A vector with the labels job and instance, so that matches are found.
  private String operand(int depth) {
    String metric = selectors.plainMetric();
    return switch (choice.below(8)) {
      case 0, 1 -> "(" + queries.vector(depth - 1) + ")";
      case 2 -> choice.of("rate", "avg_over_time", "increase") + "(" + metric + "[5m])";
      case 3 -> choice.of("sum", "max") + " by (job, instance) (" + metric + ")";
      case 4 -> metric + "{job=\"api\"}";
      case 5 -> metric + selectors.modifiers();
      default -> metric;
    };
  }

  private String oneToOne(int depth) {
    String matching =
        choice.of(
            "",
            " on (job, instance)",
            " ignoring (code)",
            " on (instance)",
            " ignoring (nope, code)",
            " ignoring (code, version)");
    return operand(depth) + " " + operator() + matching + fill() + " " + operand(depth);
  }

  private String fill() {
    if (!choice.percent(20)) {
      return "";
    }
    return switch (choice.below(4)) {
      case 0 -> " fill_left(" + selectors.number() + ")";
      case 1 -> " fill_right(" + selectors.number() + ")";
      case 2 -> " fill_right(1) fill_left(" + selectors.number() + ")";
      default -> " fill(" + selectors.number() + ")";
    };
  }

  private String grouped(int depth) {
    String many =
        choice.of("h_bucket", "c_total", "g", "s", "flap", "(" + queries.vector(depth - 1) + ")");
    String one =
        choice.of(
            "target_info",
            "build_info",
            "hand",
            "n1",
            "dup2",
            "sum by (job) (s)",
            "max by (job, instance) (g)",
            "count by (job) (flap)",
            "(" + queries.vector(depth - 1) + ")");
    String on =
        choice.of(
            " on (job)",
            " on (job, instance)",
            " on (instance)",
            " ignoring (instance, le, code, pod)",
            " ignoring (version, go)");
    String included =
        choice.of(
            "",
            "()",
            "(version)",
            "(version, go)",
            "(pod)",
            "(nope)",
            "(code)",
            "(\"http.method\")");
    boolean left = choice.percent(65);
    return (left ? many : one)
        + " "
        + operator()
        + on
        + (left ? " group_left" : " group_right")
        + included
        + fill()
        + " "
        + (left ? one : many);
  }

  /// Several operators without parentheses: precedence and associativity.
  private String chain() {
    StringBuilder text = new StringBuilder(choice.percent(20) ? "-" : "").append(chainLink());
    for (int i = 0; i < 2 + choice.below(2); i++) {
      String operator = choice.percent(15) ? comparison() + " bool" : arithmetic();
      text.append(' ').append(operator).append(' ').append(chainLink());
    }
    return text.toString();
  }

  private String chainLink() {
    return choice.of(
        "s", "g", "by", "m", "constant", "2", "-3", "0.5", "s offset 1m", "time()", "-s", "whole");
  }
}
