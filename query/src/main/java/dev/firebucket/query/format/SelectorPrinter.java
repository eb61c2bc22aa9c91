package dev.firebucket.query.format;

import dev.firebucket.go.number.FloatText;
import dev.firebucket.go.text.Quote;
import dev.firebucket.query.ast.DurationExpr;
import dev.firebucket.query.ast.Expr.MatrixSelector;
import dev.firebucket.query.ast.Expr.SubqueryExpr;
import dev.firebucket.query.ast.Expr.VectorSelector;
import dev.firebucket.query.ast.TimeModifiers;
import dev.firebucket.storage.model.LabelMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes selectors and the brackets of subqueries with their modifiers.
final class SelectorPrinter {
  private static final String METRIC_NAME = "__name__";
  private static final Pattern PLAIN_LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private SelectorPrinter() {}

  /// `up{job="api"} @ 1.000 offset 5m`.
  static String vector(VectorSelector selector) {
    TimeModifiers modifiers = selector.modifiers();
    return series(selector)
        + at(modifiers.at())
        + extension(selector.extension())
        + offset(modifiers.offset());
  }

  /// `up{job="api"}[5m] @ 1.000 offset 5m`.
  static String matrix(MatrixSelector matrix) {
    VectorSelector selector = matrix.selector();
    return series(selector)
        + "["
        + DurationPrinter.print(matrix.window())
        + "]"
        + extension(selector.extension())
        + at(selector.modifiers().at())
        + offset(selector.modifiers().offset());
  }

  /// `[1h:1m] offset 5m`.
  static String subquerySuffix(SubqueryExpr subquery) {
    DurationExpr step = subquery.step();
    return "["
        + DurationPrinter.print(subquery.window())
        + ":"
        + (step == null ? "" : DurationPrinter.print(step))
        + "]"
        + at(subquery.modifiers().at())
        + offset(subquery.modifiers().offset());
  }

  /// A matcher as PromQL writes it: `job=~"a|b"`, `"label.x"="v"`.
  static String matcher(LabelMatcher matcher) {
    String name =
        PLAIN_LABEL.matcher(matcher.name()).matches()
            ? matcher.name()
            : Quote.string(matcher.name());
    return name + matcher.type().operator() + Quote.string(matcher.value());
  }

  private static String series(VectorSelector selector) {
    List<String> matchers = new ArrayList<>();
    for (LabelMatcher matcher : selector.matchers()) {
      if (!writtenAsName(matcher, selector.name())) {
        matchers.add(matcher(matcher));
      }
    }
    matchers.sort(SelectorPrinter::byCodePoints);
    String name = selector.name() == null ? "" : selector.name();
    boolean bare = matchers.isEmpty() && selector.name() != null;
    return bare ? name : name + "{" + String.join(",", matchers) + "}";
  }

  private static boolean writtenAsName(LabelMatcher matcher, @Nullable String name) {
    return matcher.type() == LabelMatcher.Type.EQUAL
        && matcher.name().equals(METRIC_NAME)
        && matcher.value().equals(name);
  }

  /// The order of UTF-8, which Go sorts by.
  private static int byCodePoints(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    return Arrays.compare(a, b);
  }

  private static String extension(VectorSelector.Extension extension) {
    return switch (extension) {
      case NONE -> "";
      case ANCHORED -> " anchored";
      case SMOOTHED -> " smoothed";
    };
  }

  private static String at(TimeModifiers.@Nullable At at) {
    return switch (at) {
      case null -> "";
      case TimeModifiers.At.Timestamp timestamp ->
          " @ " + FloatText.fixed(timestamp.millis() / 1000.0, 3);
      case TimeModifiers.At.Start start -> " @ start()";
      case TimeModifiers.At.End end -> " @ end()";
    };
  }

  private static String offset(@Nullable DurationExpr offset) {
    boolean none = offset instanceof DurationExpr.Literal literal && literal.nanos() == 0;
    return offset == null || none ? "" : " offset " + DurationPrinter.offset(offset);
  }
}
