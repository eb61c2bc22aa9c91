package dev.firebucket.query.format;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.go.text.Quote;
import dev.firebucket.query.ast.Expr.AggregateExpr;
import dev.firebucket.query.ast.Expr.BinaryExpr;
import dev.firebucket.query.ast.VectorMatching;
import dev.firebucket.query.ast.VectorMatching.Cardinality;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes operators and aggregations with what belongs to them, without their operands.
final class OperatorPrinter {
  private static final Pattern PLAIN_LABEL =
      Pattern.compile("(?!(?i:without)$)[a-zA-Z_][a-zA-Z0-9_]*");

  private OperatorPrinter() {}

  /// `sum by (job) `, `sum`.
  static String aggregate(AggregateExpr aggregate) {
    String keyword = aggregate.operator().keyword();
    if (aggregate.without()) {
      return keyword + " without " + labels(aggregate.grouping()) + " ";
    }
    return aggregate.grouping().isEmpty()
        ? keyword
        : keyword + " by " + labels(aggregate.grouping()) + " ";
  }

  /// `== bool on (job) group_left (env)`.
  static String binary(BinaryExpr binary) {
    String bool = binary.returnBool() ? " bool" : "";
    return binary.operator().symbol() + bool + matching(binary.matching());
  }

  private static String matching(VectorMatching matching) {
    boolean grouped =
        matching.cardinality() == Cardinality.MANY_TO_ONE
            || matching.cardinality() == Cardinality.ONE_TO_MANY;
    StringBuilder text = new StringBuilder();
    if (!matching.labels().isEmpty() || matching.on() || grouped) {
      text.append(matching.on() ? " on " : " ignoring ").append(labels(matching.labels()));
    }
    if (grouped) {
      boolean left = matching.cardinality() == Cardinality.MANY_TO_ONE;
      text.append(left ? " group_left " : " group_right ").append(labels(matching.include()));
    }
    return text.append(fill(matching.fillLeft(), matching.fillRight())).toString();
  }

  private static String fill(@Nullable Double left, @Nullable Double right) {
    boolean same = left != null && right != null && left.doubleValue() == right.doubleValue();
    if (same) {
      return " fill (" + FloatText.general(Objects.requireNonNull(left)) + ")";
    }
    return (left == null ? "" : " fill_left (" + FloatText.general(left) + ")")
        + (right == null ? "" : " fill_right (" + FloatText.general(right) + ")");
  }

  private static String labels(List<String> names) {
    return names.stream()
        .map(name -> PLAIN_LABEL.matcher(name).matches() ? name : Quote.string(name))
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
