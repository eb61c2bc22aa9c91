package dev.firebucket.query.parser;

import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.error.PromqlException;
import org.jspecify.annotations.Nullable;

/// The tokens of a query without its comments, one looked at ahead. Nothing is read before it is
/// asked for, because of several errors the first one is reported.
final class TokenStream {
  private final Lexer lexer;
  private final ParseErrors errors;
  private @Nullable Token ahead;
  private ErrorContext context = ErrorContext.NONE;

  TokenStream(String text) {
    this.errors = new ParseErrors(text);
    this.lexer = new Lexer(text, errors);
  }

  /// The next token, left where it is.
  Token peek() {
    Token token = ahead;
    if (token == null) {
      token = lexer.next();
      while (token.type() == TokenType.COMMENT) {
        token = lexer.next();
      }
      ahead = token;
    }
    return token;
  }

  /// Whether the next token is of a type.
  boolean at(TokenType type) {
    return peek().type() == type;
  }

  /// The next token, consumed.
  Token take() {
    Token token = peek();
    ahead = null;
    return token;
  }

  /// Consumes the next token if it is of a type.
  boolean accept(TokenType type) {
    if (!at(type)) {
      return false;
    }
    ahead = null;
    return true;
  }

  /// Consumes a token that must be of a type.
  Token expect(TokenType type) {
    if (!at(type)) {
      throw unexpected();
    }
    return take();
  }

  /// Says from now on in errors where in the grammar we are.
  ///
  /// @return what was said before, to be put back
  ErrorContext enter(ErrorContext inner) {
    ErrorContext outer = context;
    context = inner;
    return outer;
  }

  /// Puts back what [#enter] replaced.
  void leave(ErrorContext outer) {
    context = outer;
  }

  /// The error of an unexpected next token.
  PromqlException unexpected() {
    return unexpected(context);
  }

  /// The error of an unexpected next token.
  PromqlException unexpected(ErrorContext where) {
    Token token = peek();
    return errors.at(token.range(), "unexpected " + token.description() + where.suffix());
  }

  /// Any other error.
  PromqlException error(SourceRange range, String problem) {
    return errors.at(range, problem);
  }
}
