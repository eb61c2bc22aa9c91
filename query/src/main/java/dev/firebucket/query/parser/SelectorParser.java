package dev.firebucket.query.parser;

import dev.firebucket.query.ast.Expr.VectorSelector;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.ast.TimeModifiers;
import dev.firebucket.storage.model.LabelMatcher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads selectors without their modifiers: `up`, `up{job="api"}`, `{"metric.name", a!~"b"}`.
final class SelectorParser {
  private static final String METRIC_NAME = "__name__";

  private final TokenStream tokens;

  SelectorParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /// A selector, with or without a name before the braces.
  VectorSelector selector() {
    if (tokens.at(TokenType.LEFT_BRACE)) {
      List<LabelMatcher> matchers = new ArrayList<>();
      return vector(null, matchers, braces(matchers));
    }
    if (!tokens.peek().type().namesMetric()) {
      throw tokens.unexpected();
    }
    return named(tokens.take());
  }

  /// A selector whose name is consumed already.
  VectorSelector named(Token name) {
    List<LabelMatcher> matchers = new ArrayList<>();
    SourceRange range = name.range();
    if (tokens.at(TokenType.LEFT_BRACE)) {
      range = new SourceRange(name.start(), braces(matchers).end());
    }
    matchers.add(LabelMatcher.equal(METRIC_NAME, name.text()));
    return vector(name.text(), matchers, range);
  }

  private static VectorSelector vector(
      @Nullable String name, List<LabelMatcher> matchers, SourceRange range) {
    return new VectorSelector(
        name, matchers, TimeModifiers.NONE, VectorSelector.Extension.NONE, range);
  }

  private SourceRange braces(List<LabelMatcher> matchers) {
    Token open = tokens.take();
    while (!tokens.at(TokenType.RIGHT_BRACE)) {
      matchers.add(matcher());
      if (!tokens.accept(TokenType.COMMA) && !tokens.at(TokenType.RIGHT_BRACE)) {
        throw tokens.unexpected(ErrorContext.MATCHERS_END);
      }
    }
    return new SourceRange(open.start(), tokens.take().end());
  }

  private LabelMatcher matcher() {
    Token name = tokens.peek();
    if (name.type() != TokenType.IDENTIFIER && name.type() != TokenType.STRING) {
      throw tokens.unexpected(ErrorContext.MATCHER);
    }
    tokens.take();
    boolean quoted = name.type() == TokenType.STRING;
    String label = quoted ? StringUnquoter.unquote(name.text()) : name.text();
    LabelMatcher.Type type = operator(tokens.peek().type());
    if (type == null) {
      if (quoted) {
        return LabelMatcher.equal(METRIC_NAME, label);
      }
      throw tokens.unexpected(ErrorContext.MATCH_OPERATOR);
    }
    tokens.take();
    if (!tokens.at(TokenType.STRING)) {
      throw tokens.unexpected(ErrorContext.MATCH_VALUE);
    }
    Token value = tokens.take();
    return matcher(name, label, type, value);
  }

  private LabelMatcher matcher(Token name, String label, LabelMatcher.Type type, Token value) {
    try {
      return new LabelMatcher(label, type, StringUnquoter.unquote(value.text()));
    } catch (IllegalArgumentException e) {
      SourceRange range = new SourceRange(name.start(), value.end());
      throw tokens.error(range, e.getMessage() == null ? "bad matcher" : e.getMessage());
    }
  }

  private static LabelMatcher.@Nullable Type operator(TokenType type) {
    return switch (type) {
      case ASSIGN -> LabelMatcher.Type.EQUAL;
      case NOT_EQUAL -> LabelMatcher.Type.NOT_EQUAL;
      case MATCHES -> LabelMatcher.Type.REGEX;
      case NOT_MATCHES -> LabelMatcher.Type.NOT_REGEX;
      default -> null;
    };
  }
}
