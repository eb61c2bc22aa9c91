package dev.firebucket.query.parser;

import dev.firebucket.go.text.Quote;
import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.Expr.AggregateExpr;
import dev.firebucket.query.ast.Expr.Call;
import dev.firebucket.query.ast.FunctionSignature;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.functions.PromqlFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads function calls and aggregations: a name, arguments in parentheses, and for aggregations
/// `by (…)` or `without (…)` on either side of them.
final class CallParser {
  private final TokenStream tokens;
  private final ParserFeatures features;
  private final ExpressionParser expressions;
  private final Nesting nesting;
  private final GroupingParser groupings;

  CallParser(
      TokenStream tokens, ParserFeatures features, ExpressionParser expressions, Nesting nesting) {
    this.tokens = tokens;
    this.features = features;
    this.expressions = expressions;
    this.nesting = nesting;
    this.groupings = new GroupingParser(tokens);
  }

  private record Grouping(boolean without, List<String> labels, int end) {
    static final Grouping NONE = new Grouping(false, List.of(), 0);
  }

  private record Arguments(List<Expr> expressions, int tallest, int end) {}

  /// Whether a name, already consumed, is that of a call and not of a metric.
  boolean begins(Token name) {
    return switch (name.type().family()) {
      case AGGREGATOR -> tokens.at(TokenType.LEFT_PAREN) || atGrouping();
      case TIME_FUNCTION -> tokens.at(TokenType.LEFT_PAREN);
      case LITERAL -> name.type() == TokenType.IDENTIFIER && tokens.at(TokenType.LEFT_PAREN);
      case PUNCTUATION, OPERATOR, KEYWORD -> false;
    };
  }

  /// The call whose name is consumed already.
  Tall parse(Token name) {
    return name.type().family() == TokenType.Family.AGGREGATOR ? aggregation(name) : call(name);
  }

  private Tall call(Token name) {
    Arguments arguments = arguments();
    FunctionSignature function =
        PromqlFunctions.find(name.text())
            .orElseThrow(
                () ->
                    tokens.error(
                        name.range(), "unknown function with name " + Quote.string(name.text())));
    if (function.experimental() && !features.experimentalFunctions()) {
      throw tokens.error(name.range(), "function " + Quote.string(name.text()) + " is not enabled");
    }
    SourceRange range = new SourceRange(name.start(), arguments.end());
    int height = nesting.checked(arguments.tallest() + 1, range);
    return new Tall(new Call(function, arguments.expressions(), range), height);
  }

  private Tall aggregation(Token name) {
    ErrorContext outer = tokens.enter(ErrorContext.AGGREGATION);
    boolean groupingFirst = atGrouping();
    Grouping grouping = groupingFirst ? grouping() : Grouping.NONE;
    Arguments arguments = arguments();
    if (!groupingFirst && atGrouping()) {
      grouping = grouping();
    }
    tokens.leave(outer);
    int end = Math.max(arguments.end(), grouping.end());
    return aggregate(name, grouping, arguments, new SourceRange(name.start(), end));
  }

  private Grouping grouping() {
    boolean without = tokens.take().type() == TokenType.WITHOUT;
    GroupingParser.Labels labels = groupings.labels();
    return new Grouping(without, labels.names(), labels.end());
  }

  private Tall aggregate(Token name, Grouping grouping, Arguments arguments, SourceRange range) {
    AggregateOperator operator =
        AggregateOperator.valueOf(name.type().spelling().toUpperCase(Locale.ROOT));
    List<Expr> given = arguments.expressions();
    if (given.isEmpty()) {
      throw tokens.error(range, "no arguments for aggregate expression provided");
    }
    if (operator.experimental() && !features.experimentalFunctions()) {
      throw tokens.error(
          range,
          operator.keyword()
              + "() is experimental and must be enabled with"
              + " --enable-feature=promql-experimental-functions");
    }
    int wanted = operator.takesParameter() ? 2 : 1;
    if (given.size() != wanted) {
      throw tokens.error(
          range,
          "wrong number of arguments for aggregate expression provided, expected %d, got %d"
              .formatted(wanted, given.size()));
    }
    int height = nesting.checked(arguments.tallest() + 1, range);
    Expr parameter = wanted == 2 ? given.getFirst() : null;
    return new Tall(
        new AggregateExpr(
            operator, parameter, given.getLast(), grouping.without(), grouping.labels(), range),
        height);
  }

  private boolean atGrouping() {
    return tokens.at(TokenType.BY) || tokens.at(TokenType.WITHOUT);
  }

  private Arguments arguments() {
    tokens.expect(TokenType.LEFT_PAREN);
    List<Expr> expressions = new ArrayList<>();
    int tallest = 0;
    while (!tokens.at(TokenType.RIGHT_PAREN) || !expressions.isEmpty()) {
      Tall argument = this.expressions.nested();
      expressions.add(argument.expression());
      tallest = Math.max(tallest, argument.height());
      if (!tokens.at(TokenType.COMMA)) {
        break;
      }
      Token comma = tokens.take();
      if (!tokens.peek().type().startsExpression()) {
        throw tokens.error(comma.range(), "trailing commas not allowed in function call args");
      }
    }
    Token close = tokens.expect(TokenType.RIGHT_PAREN);
    return new Arguments(expressions, tallest, close.end());
  }
}
