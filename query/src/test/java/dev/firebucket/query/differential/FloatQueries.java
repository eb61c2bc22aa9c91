package dev.firebucket.query.differential;

/// Makes queries over [AwkwardFloats], the same ones for the same seed: by the type that is wanted,
/// so that nearly all are valid; about one of ten is wrong in some way.
final class FloatQueries {
  private final Choice choice;
  private final SelectorTexts selectors;
  private final FunctionTexts functions;
  private final OperatorTexts operators;
  private final AggregationTexts aggregations;

  private FloatQueries(Choice choice) {
    this.choice = choice;
    this.selectors = new SelectorTexts(choice);
    this.functions = new FunctionTexts(choice, selectors, this);
    this.operators = new OperatorTexts(choice, selectors, this);
    this.aggregations = new AggregationTexts(choice, selectors, this);
  }

  static String of(Choice choice) {
    FloatQueries queries = new FloatQueries(choice);
    int depth = 1 + choice.below(3);
    return switch (choice.below(20)) {
      case 0 -> new WrongTexts(choice, queries, queries.selectors).make();
      case 1 -> queries.functions.sorted(depth);
      case 2 -> queries.aggregations.ranking(depth);
      case 3 -> choice.percent(85) ? queries.scalar(depth) : queries.text();
      case 4 -> choice.percent(20) ? queries.range(depth) : queries.vector(depth);
      default -> queries.vector(depth);
    };
  }

  /// Any instant vector.
  String vector(int depth) {
    if (depth <= 0) {
      return selectors.instant();
    }
    return switch (choice.below(20)) {
      case 0, 1 -> selectors.instant();
      case 2, 3, 4, 5, 6 -> functions.ofRange(depth);
      case 7, 8, 9, 10 -> aggregations.any(depth);
      case 11, 12, 13, 14 -> operators.any(depth);
      case 15 -> choice.of("-", "+", "-") + "(" + vector(depth - 1) + ")";
      case 16 -> functions.ofClassicHistogram(depth);
      case 17 -> functions.ofLabels(depth);
      default -> functions.ofVector(depth);
    };
  }

  /// A string.
  private String text() {
    return choice.of("\"a\\n\\\"\"", "'\\xff\\u00e9'", "`a\\n`", "(\"\")", "\"\\U0001F525\"");
  }

  /// An instant vector whose series Prometheus holds in a fixed order: of functions of vectors and
  /// of operators it comes out of a map, in an order that differs from query to query.
  String ordered(int depth) {
    if (depth <= 0) {
      return selectors.instant();
    }
    return switch (choice.below(6)) {
      case 0, 1 -> functions.ofSelectedRange(depth);
      case 2 -> "-" + selectors.series();
      case 3 -> aggregations.overOrdered(depth);
      default -> selectors.instant();
    };
  }

  /// A range vector: a range selector or a subquery.
  String range(int depth) {
    return choice.percent(70) || depth <= 0
        ? selectors.range()
        : "(" + vector(depth - 1) + ")" + selectors.subquery();
  }

  String scalar(int depth) {
    return switch (choice.below(12)) {
      case 0 -> "time()";
      case 1 -> "pi()";
      case 2 -> "scalar(" + vector(depth - 1) + ")";
      case 3 ->
          "(" + scalar(depth - 1) + " " + operators.arithmetic() + " " + selectors.number() + ")";
      case 4 -> "-" + selectors.number();
      case 5 -> selectors.number() + " " + operators.comparison() + " bool " + scalarLeaf();
      case 6 -> choice.of("start()", "end()", "step()", "range()");
      case 7 -> choice.of("max_of(", "min_of(") + selectors.number() + ", " + scalarLeaf() + ")";
      case 8 -> "scalar(" + selectors.plainMetric() + "{instance=\"api-0\"})";
      default -> selectors.number();
    };
  }

  private String scalarLeaf() {
    return choice.of("time()", "1", "0", "scalar(s{instance=\"db-1\"})", "-3", "NaN");
  }
}
