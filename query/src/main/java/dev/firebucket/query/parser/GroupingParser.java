package dev.firebucket.query.parser;

import java.util.ArrayList;
import java.util.List;

/// Reads lists of labels: `(job, instance)`, `("label.x",)`, `()`.
final class GroupingParser {
  private final TokenStream tokens;

  GroupingParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /// The labels of a list and where it ends.
  record Labels(List<String> names, int end) {}

  /// A list that is required here.
  Labels labels() {
    if (!tokens.at(TokenType.LEFT_PAREN)) {
      throw tokens.unexpected(ErrorContext.GROUPING);
    }
    tokens.take();
    List<String> labels = new ArrayList<>();
    while (!tokens.at(TokenType.RIGHT_PAREN)) {
      labels.add(label());
      if (!tokens.accept(TokenType.COMMA) && !tokens.at(TokenType.RIGHT_PAREN)) {
        throw tokens.unexpected(ErrorContext.GROUPING_END);
      }
    }
    return new Labels(labels, tokens.take().end());
  }

  /// A list that may be missing before an expression.
  List<String> labelsIfAny() {
    TokenType next = tokens.peek().type();
    return next != TokenType.LEFT_PAREN && next.startsExpression() ? List.of() : labels().names();
  }

  private String label() {
    Token token = tokens.peek();
    if (token.type() == TokenType.STRING) {
      tokens.take();
      String label = StringUnquoter.unquote(token.text());
      if (label.isEmpty()) {
        throw tokens.error(token.range(), "invalid label name for grouping: \"\"");
      }
      return label;
    }
    if (!token.type().namesGroupingLabel()) {
      throw tokens.unexpected(ErrorContext.GROUPING_LABEL);
    }
    tokens.take();
    return token.text();
  }
}
