package dev.firebucket.query.format;

import dev.firebucket.query.ast.DeepWalk;
import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.Expr.AggregateExpr;
import dev.firebucket.query.ast.Expr.BinaryExpr;
import dev.firebucket.query.ast.Expr.Call;
import dev.firebucket.query.ast.Expr.MatrixSelector;
import dev.firebucket.query.ast.Expr.NumberLiteral;
import dev.firebucket.query.ast.Expr.ParenExpr;
import dev.firebucket.query.ast.Expr.StringLiteral;
import dev.firebucket.query.ast.Expr.SubqueryExpr;
import dev.firebucket.query.ast.Expr.UnaryExpr;
import dev.firebucket.query.ast.Expr.VectorSelector;
import dev.firebucket.query.ast.SourceRange;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Writes an expression over several lines as `/api/v1/format_query` of Prometheus does: whatever
/// is longer than a hundred bytes on one line is broken at its operands, two spaces for each level.
public final class PrettyPrinter {
  private static final int LONGEST_LINE = 100;
  private static final String INDENT = "  ";

  private PrettyPrinter() {}

  /// The expression, broken where it is long.
  public static String print(Expr expression) {
    SourceRange range = expression.range();
    return DeepWalk.over(range.end() - range.start(), () -> pretty(expression, 0));
  }

  private static String pretty(Expr expression, int level) {
    return switch (expression) {
      case UnaryExpr unary ->
          indent(level) + (unary.negate() ? "-" : "+") + pretty(unary.inner(), level).strip();
      case SubqueryExpr subquery -> subquery(subquery, level);
      case NumberLiteral number -> indent(level) + ExprPrinter.print(number);
      case StringLiteral string -> indent(level) + ExprPrinter.print(string);
      case VectorSelector selector -> indent(level) + ExprPrinter.print(selector);
      case MatrixSelector matrix -> indent(level) + ExprPrinter.print(matrix);
      case AggregateExpr aggregate -> ofOperands(aggregate, level);
      case BinaryExpr binary -> ofOperands(binary, level);
      case Call call -> ofOperands(call, level);
      case ParenExpr paren -> ofOperands(paren, level);
    };
  }

  private static String ofOperands(Expr expression, int level) {
    String line = ExprPrinter.print(expression);
    return tooLong(line) ? broken(expression, level) : indent(level) + line;
  }

  private static String broken(Expr expression, int level) {
    return switch (expression) {
      case AggregateExpr aggregate -> aggregate(aggregate, level);
      case BinaryExpr binary ->
          pretty(binary.left(), level + 1)
              + "\n"
              + indent(level)
              + OperatorPrinter.binary(binary)
              + "\n"
              + pretty(binary.right(), level + 1);
      case Call call ->
          indent(level)
              + call.function().name()
              + call.arguments().stream()
                  .map(argument -> pretty(argument, level + 1))
                  .collect(Collectors.joining(",\n", "(\n", "\n" + indent(level) + ")"));
      case ParenExpr paren ->
          indent(level) + "(\n" + pretty(paren.inner(), level + 1) + "\n" + indent(level) + ")";
      case MatrixSelector _,
          NumberLiteral _,
          StringLiteral _,
          SubqueryExpr _,
          UnaryExpr _,
          VectorSelector _ ->
          pretty(expression, level);
    };
  }

  private static String aggregate(AggregateExpr aggregate, int level) {
    Expr parameter = aggregate.parameter();
    return indent(level)
        + OperatorPrinter.aggregate(aggregate)
        + "(\n"
        + (parameter == null ? "" : pretty(parameter, level + 1) + ",\n")
        + pretty(aggregate.inner(), level + 1)
        + "\n"
        + indent(level)
        + ")";
  }

  /// A subquery that fits on a line is not indented, as in Prometheus.
  private static String subquery(SubqueryExpr subquery, int level) {
    String line = ExprPrinter.print(subquery);
    return tooLong(line)
        ? pretty(subquery.inner(), level) + SelectorPrinter.subquerySuffix(subquery)
        : line;
  }

  private static boolean tooLong(String line) {
    return line.getBytes(StandardCharsets.UTF_8).length > LONGEST_LINE;
  }

  private static String indent(int level) {
    return INDENT.repeat(level);
  }
}
