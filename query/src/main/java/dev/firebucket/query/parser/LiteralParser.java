package dev.firebucket.query.parser;

import dev.firebucket.go.time.PrometheusDuration;
import dev.firebucket.query.ast.Expr.NumberLiteral;
import dev.firebucket.query.ast.SourceRange;
import java.time.Duration;

/// Reads numbers, and durations in the place of numbers.
final class LiteralParser {
  private final TokenStream tokens;

  LiteralParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /// Whether a number or a duration comes next.
  boolean begins() {
    return tokens.at(TokenType.NUMBER) || tokens.at(TokenType.DURATION);
  }

  /// A number without a sign; durations count as seconds.
  NumberLiteral number() {
    if (!begins()) {
      throw tokens.unexpected();
    }
    Token token = tokens.take();
    try {
      return token.type() == TokenType.DURATION
          ? new NumberLiteral(seconds(token.text()), true, token.range())
          : new NumberLiteral(NumberReader.read(token.text()), false, token.range());
    } catch (IllegalArgumentException e) {
      throw tokens.error(token.range(), e.getMessage() == null ? "bad number" : e.getMessage());
    }
  }

  /// A number, maybe with a sign, which belongs to its range.
  NumberLiteral signedNumber() {
    if (!tokens.at(TokenType.ADD) && !tokens.at(TokenType.SUBTRACT)) {
      return number();
    }
    Token sign = tokens.take();
    NumberLiteral number = number();
    return signed(sign, number);
  }

  /// A number with the sign before it.
  static NumberLiteral signed(Token sign, NumberLiteral number) {
    double value = sign.type() == TokenType.SUBTRACT ? -number.value() : number.value();
    return new NumberLiteral(
        value, number.writtenAsDuration(), new SourceRange(sign.start(), number.range().end()));
  }

  private static double seconds(String text) {
    Duration duration = PrometheusDuration.parse(text);
    return duration.getSeconds() + duration.getNano() / 1e9;
  }
}
