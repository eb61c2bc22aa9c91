package dev.firebucket.query.differential;

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
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Queries taken apart, to say which part of one differs.
final class Expressions {
  private Expressions() {}

  /// Empty for a text that is no query.
  static Optional<Expr> parse(String text) {
    try {
      return Optional.of(PromqlParser.parse(text, ParserFeatures.ALL));
    } catch (PromqlException e) {
      return Optional.empty();
    }
  }

  static List<Expr> operands(Expr expression) {
    return switch (expression) {
      case AggregateExpr aggregate ->
          Stream.of(aggregate.inner(), aggregate.parameter()).filter(e -> e != null).toList();
      case BinaryExpr binary -> List.of(binary.left(), binary.right());
      case Call call -> call.arguments();
      case ParenExpr paren -> List.of(paren.inner());
      case SubqueryExpr subquery -> List.of(subquery.inner());
      case UnaryExpr unary -> List.of(unary.inner());
      case MatrixSelector _, NumberLiteral _, StringLiteral _, VectorSelector _ -> List.of();
    };
  }

  /// An expression and all that is in it.
  static Stream<Expr> all(Expr expression) {
    return Stream.concat(
        Stream.of(expression), operands(expression).stream().flatMap(Expressions::all));
  }

  /// Without parentheses around it.
  static Expr unwrapped(Expr expression) {
    return expression instanceof ParenExpr paren ? unwrapped(paren.inner()) : expression;
  }
}
