package dev.firebucket.query.format;

import dev.firebucket.go.text.Quote;
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
import java.util.List;

/// Writes an expression on one line, in the form that Prometheus gives it (`Expr.String()`): what
/// it writes parses to the same expression again.
///
/// In a few corners, what Prometheus prints does not read back as the same; there this prints
/// otherwise: a label called `without` is quoted, the empty selector in `info(x, {})` stands,
/// offsets and powers of durations keep the parentheses that they need, and durations are rounded,
/// not cut, to milliseconds (`1001ms` is `1s1ms`).
public final class ExprPrinter {
  private final StringBuilder text = new StringBuilder();

  private ExprPrinter() {}

  /// The expression on one line.
  public static String print(Expr expression) {
    SourceRange range = expression.range();
    return DeepWalk.over(range.end() - range.start(), () -> written(expression));
  }

  private static String written(Expr expression) {
    ExprPrinter printer = new ExprPrinter();
    printer.write(expression);
    return printer.text.toString();
  }

  private void write(Expr expression) {
    switch (expression) {
      case AggregateExpr aggregate -> aggregate(aggregate);
      case BinaryExpr binary -> {
        write(binary.left());
        text.append(' ').append(OperatorPrinter.binary(binary)).append(' ');
        write(binary.right());
      }
      case Call call -> {
        text.append(call.function().name()).append('(');
        arguments(call.arguments());
        text.append(')');
      }
      case MatrixSelector matrix -> text.append(SelectorPrinter.matrix(matrix));
      case NumberLiteral number ->
          text.append(DurationPrinter.number(number.value(), number.writtenAsDuration()));
      case ParenExpr paren -> {
        text.append('(');
        write(paren.inner());
        text.append(')');
      }
      case StringLiteral string -> text.append(Quote.string(string.value()));
      case SubqueryExpr subquery -> {
        write(subquery.inner());
        text.append(SelectorPrinter.subquerySuffix(subquery));
      }
      case UnaryExpr unary -> {
        text.append(unary.negate() ? '-' : '+');
        write(unary.inner());
      }
      case VectorSelector selector -> text.append(SelectorPrinter.vector(selector));
    }
  }

  private void aggregate(AggregateExpr aggregate) {
    text.append(OperatorPrinter.aggregate(aggregate)).append('(');
    Expr parameter = aggregate.parameter();
    if (parameter != null) {
      write(parameter);
      text.append(", ");
    }
    write(aggregate.inner());
    text.append(')');
  }

  private void arguments(List<Expr> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (i > 0) {
        text.append(", ");
      }
      write(arguments.get(i));
    }
  }
}
