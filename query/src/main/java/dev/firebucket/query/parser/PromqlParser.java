package dev.firebucket.query.parser;

import dev.firebucket.query.ast.DeepWalk;
import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.storage.model.LabelMatcher;
import java.util.List;

/// Reads PromQL as Prometheus 3.14 does, with the same answers to what is malformed.
public final class PromqlParser {
  /// The longest query that is read, in UTF-16 code units.
  public static final int LONGEST_QUERY = 1 << 20;

  private PromqlParser() {}

  /// Reads and type-checks a query.
  ///
  /// @param text the query
  /// @param features which experimental parts are switched on
  /// @throws PromqlException of type BAD_DATA; its message says what and where as Prometheus does:
  ///   `1:5: parse error: unexpected end of input`
  public static Expr parse(String text, ParserFeatures features) {
    TokenStream tokens = open(text);
    if (tokens.at(TokenType.END_OF_INPUT)) {
      throw tokens.error(new SourceRange(0, 0), "no expression found in input");
    }
    return DeepWalk.over(text.length(), () -> checked(text, tokens, features));
  }

  private static Expr checked(String text, TokenStream tokens, ParserFeatures features) {
    Expr expression = new ExpressionParser(tokens, features).expression();
    tokens.expect(TokenType.END_OF_INPUT);
    new TypeChecker(text).check(expression);
    return expression;
  }

  /// Reads a selector alone, as `match[]` of the HTTP API has it: `up{job="api"}`.
  ///
  /// @return its matchers, the one for the name before the braces last; none for `{}`
  /// @throws PromqlException of type BAD_DATA, as [#parse] does
  public static List<LabelMatcher> parseSelector(String text) {
    TokenStream tokens = open(text);
    List<LabelMatcher> matchers = new SelectorParser(tokens).selector().matchers();
    tokens.expect(TokenType.END_OF_INPUT);
    return matchers;
  }

  private static TokenStream open(String text) {
    if (text.length() > LONGEST_QUERY) {
      throw new ParseErrors(text)
          .at(
              LONGEST_QUERY,
              text.length(),
              "query is longer than " + LONGEST_QUERY + " characters");
    }
    return new TokenStream(text);
  }
}
