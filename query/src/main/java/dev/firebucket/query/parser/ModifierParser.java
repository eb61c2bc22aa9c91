package dev.firebucket.query.parser;

import dev.firebucket.query.ast.DurationExpr;
import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.Expr.MatrixSelector;
import dev.firebucket.query.ast.Expr.NumberLiteral;
import dev.firebucket.query.ast.Expr.SubqueryExpr;
import dev.firebucket.query.ast.Expr.VectorSelector;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.ast.TimeModifiers;

/// Reads what follows a selector or an expression and binds tightest: `[5m]`, `[1h:1m]`, `offset
/// 5m`, `@ 1609746000`, `anchored`.
final class ModifierParser {
  private final TokenStream tokens;
  private final LiteralParser literals;
  private final DurationParser durations;
  private final ModifierRules rules;
  private final Nesting nesting;

  ModifierParser(
      TokenStream tokens, ParserFeatures features, LiteralParser literals, Nesting nesting) {
    this.tokens = tokens;
    this.literals = literals;
    this.durations = new DurationParser(tokens, features, literals, nesting);
    this.rules = new ModifierRules(tokens, features);
    this.nesting = nesting;
  }

  /// The expression with all modifiers that follow it.
  Tall after(Tall first) {
    Tall subject = first;
    while (true) {
      switch (tokens.peek().type()) {
        case LEFT_BRACKET -> subject = brackets(subject);
        case OFFSET -> subject = new Tall(offset(subject.expression()), subject.height());
        case AT -> subject = new Tall(at(subject.expression()), subject.height());
        case ANCHORED -> subject = extended(subject, VectorSelector.Extension.ANCHORED);
        case SMOOTHED -> subject = extended(subject, VectorSelector.Extension.SMOOTHED);
        default -> {
          return subject;
        }
      }
    }
  }

  private Tall extended(Tall subject, VectorSelector.Extension extension) {
    tokens.take();
    return new Tall(rules.extended(subject.expression(), extension), subject.height());
  }

  private Tall brackets(Tall subject) {
    Token open = tokens.take();
    ErrorContext outer = tokens.enter(ErrorContext.RANGE);
    DurationExpr window = durations.positive();
    tokens.leave(outer);
    if (tokens.at(TokenType.RIGHT_BRACKET)) {
      return matrix(subject, open, window, tokens.take());
    }
    if (!tokens.accept(TokenType.COLON)) {
      throw tokens.unexpected(ErrorContext.RANGE_END);
    }
    return subquery(subject, window);
  }

  private Tall matrix(Tall subject, Token open, DurationExpr window, Token close) {
    SourceRange brackets = new SourceRange(open.start(), close.end());
    if (!(subject.expression() instanceof VectorSelector selector)) {
      throw tokens.error(brackets, "ranges only allowed for vector selectors");
    }
    TimeModifiers modifiers = selector.modifiers();
    if (modifiers.offset() instanceof DurationExpr.Literal literal && literal.nanos() != 0) {
      throw tokens.error(brackets, "no offset modifiers allowed before range");
    }
    if (modifiers.at() instanceof TimeModifiers.At.Timestamp) {
      throw tokens.error(brackets, "no @ modifiers allowed before range");
    }
    SourceRange range = new SourceRange(selector.range().start(), close.end());
    return new Tall(new MatrixSelector(selector, window, range), subject.height() + 1);
  }

  private Tall subquery(Tall subject, DurationExpr window) {
    DurationExpr step = null;
    if (!tokens.at(TokenType.RIGHT_BRACKET)) {
      ErrorContext outer = tokens.enter(ErrorContext.STEP);
      step = durations.positive();
      tokens.leave(outer);
    }
    if (!tokens.at(TokenType.RIGHT_BRACKET)) {
      throw tokens.unexpected(step == null ? ErrorContext.STEP : ErrorContext.STEP_END);
    }
    int end = tokens.take().end();
    Expr inner = subject.expression();
    SourceRange range = new SourceRange(inner.range().start(), end);
    int height = nesting.checked(subject.height() + 1, range);
    return new Tall(new SubqueryExpr(inner, window, step, TimeModifiers.NONE, range), height);
  }

  private Expr offset(Expr subject) {
    tokens.take();
    ErrorContext outer = tokens.enter(ErrorContext.OFFSET);
    DurationExpr offset = durations.offset();
    tokens.leave(outer);
    return rules.offset(subject, offset);
  }

  private Expr at(Expr subject) {
    tokens.take();
    ErrorContext outer = tokens.enter(ErrorContext.AT);
    Expr result;
    if (tokens.at(TokenType.START) || tokens.at(TokenType.END)) {
      boolean start = tokens.take().type() == TokenType.START;
      tokens.expect(TokenType.LEFT_PAREN);
      int end = tokens.expect(TokenType.RIGHT_PAREN).end();
      TimeModifiers.At at = start ? new TimeModifiers.At.Start() : new TimeModifiers.At.End();
      result = rules.at(subject, at, end);
    } else {
      NumberLiteral seconds = literals.signedNumber();
      result = rules.at(subject, seconds);
    }
    tokens.leave(outer);
    return result;
  }
}
